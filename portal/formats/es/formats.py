# sábado, 7 de marzo de 2026; 6:30 p.m.; $1,250: the figures of US checks and pay stubs, in every language
DATE_FORMAT = r"j \d\e F \d\e Y"
SHORT_DATE_FORMAT = DATE_FORMAT
DATETIME_FORMAT = r"j \d\e F \d\e Y, g:i a"
TIME_FORMAT = "g:i a"
YEAR_MONTH_FORMAT = r"F \d\e Y"
MONTH_DAY_FORMAT = r"j \d\e F"
WEEKDAY_MONTH_FORMAT = "D, M"
WEEKDAY_DATE_FORMAT = r"l, j \d\e F \d\e Y"
FIRST_OF_MONTH = "1"
FULL_HOUR_DROPS = r"(?!)"
HALF_OF_DAY = r" [ap]\.m\.$"
DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
