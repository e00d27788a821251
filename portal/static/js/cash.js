// At the table: what does not go with the chosen answers is out of the way; printing gets its button.
const form = document.querySelector(".cash-take");
if (form) {
    const { amount } = form.elements;
    const answer = (name) => form.querySelector(`[name="${name}"]:checked`)?.value;
    const show = () => {
        const isDonation = answer("paid_for") === "donation";
        for (const part of form.querySelectorAll("[data-dues]")) {
            const rates = part.dataset.rate?.split(" ");
            part.hidden = isDonation || Boolean(rates && !rates.includes(answer("rate")));
        }
    };
    form.addEventListener("change", (event) => {
        if (event.target.name === "suggested" && event.target.value !== "other") {
            amount.value = "";
        }
        show();
    });
    // Writing another amount chooses it.
    amount.addEventListener("input", () => {
        form.querySelector("[name=suggested][value=other]").checked = true;
    });
    show();
}
for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
}
