# sábado, 7 de março de 2026; 18h30, 18h; $1,250: the figures of US checks and pay stubs, in every language
DATE_FORMAT = r"j \d\e F \d\e Y"
SHORT_DATE_FORMAT = DATE_FORMAT
DATETIME_FORMAT = r"j \d\e F \d\e Y, G\hi"
TIME_FORMAT = r"G\hi"
YEAR_MONTH_FORMAT = r"F \d\e Y"
MONTH_DAY_FORMAT = r"j \d\e F"
WEEKDAY_MONTH_FORMAT = "D, M"
WEEKDAY_DATE_FORMAT = r"l, j \d\e F \d\e Y"
FIRST_OF_MONTH = "1º"
FULL_HOUR_DROPS = r"(?<=h)00$"
HALF_OF_DAY = r"(?!)"
DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
