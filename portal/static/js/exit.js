// Quick exit: replaces this page so that "back" does not return to it. Esc three times does the same.
const link = document.querySelector("[data-exit]");
if (link) {
    let n = 0;
    const go = (event) => {
        event?.preventDefault();
        window.open(link.href, "_blank", "noopener");
        location.replace(link.dataset.exit);
    };
    link.addEventListener("click", go);
    addEventListener("keydown", (event) => {
        n = event.key === "Escape" ? n + 1 : 0;
        if (n === 3) go(event);
    });
}
