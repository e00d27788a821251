// Escape closes the menu and gives the focus back; a tap outside closes it.
const menu = document.querySelector("details.menu");
menu?.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open) {
        menu.open = false;
        menu.querySelector("summary").focus();
    }
});
addEventListener("click", (event) => {
    if (menu?.open && !menu.contains(event.target)) menu.open = false;
});
