// "Copy this message": shown only where copying works; says when it is done.
if (navigator.clipboard) {
    for (const button of document.querySelectorAll("[data-copy]")) {
        const around = button.closest(".message");
        button.hidden = false;
        button.addEventListener("click", async () => {
            const words = around.querySelector("[data-copied]").textContent.trim().slice(1, -1);
            await navigator.clipboard.writeText(words);
            around.querySelector("[role=status]").textContent = button.dataset.done;
        });
    }
}
