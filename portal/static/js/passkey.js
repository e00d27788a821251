// Passkeys: asks the device and puts its answer into the form. Where the browser cannot, the buttons stay hidden.
const knows = Boolean(window.PublicKeyCredential?.parseRequestOptionsFromJSON);

async function optionsOf(button) {
    const inPage = document.getElementById(button.dataset.passkeyOptions);
    if (inPage) return JSON.parse(inPage.textContent);
    const answer = await fetch(button.form.action, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(`passkey options: ${answer.status}`);
    return answer.json();
}

async function ask(button) {
    const options = await optionsOf(button);
    if (button.dataset.passkey === "get") {
        const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options.request_options.publicKey);
        return navigator.credentials.get({ publicKey });
    }
    const wanted = options.creation_options.publicKey;
    Object.assign((wanted.authenticatorSelection ??= {}), {
        residentKey: "required",
        requireResidentKey: true,
        userVerification: "required",
    });
    return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(wanted) });
}

for (const button of knows ? document.querySelectorAll("[data-passkey]") : []) {
    button.hidden = false;
    const missing = button.form.querySelector("[data-passkey-missing]");
    if (missing) missing.hidden = true;
    button.addEventListener("click", async (event) => {
        event.preventDefault();
        try {
            const credential = await ask(button);
            button.form.elements.credential.value = JSON.stringify(credential.toJSON());
            button.form.submit();
        } catch (error) {
            button.form.querySelector("[data-passkey-error]").hidden = false;
            console.error(error);
        }
    });
}
