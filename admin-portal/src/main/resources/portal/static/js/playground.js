// The playground: each model that was chosen answers in a panel of its own, as its text arrives.
const form = document.getElementById("playground");

function panel(option) {
  const made = document.getElementById("run").content.firstElementChild.cloneNode(true);
  const place = (name) => made.querySelector(`[data-value=${name}]`);
  const show = (name, value) => {
    const element = place(name);
    if (name === "text") element.append(value);
    else if (element.matches("a")) element.href = value;
    else element.textContent = value;
    element.hidden = false;
    if (name === "problem") element.parentElement.hidden = false;
  };
  show("model", option.textContent);
  show("through", option.parentElement.label);
  show("code", option.dataset.code);
  place("text").ariaLabel += option.textContent;
  return { made, show };
}

// The events of a response whose data are objects, as they come.
async function* events(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const whole = (rest + value).split("\n\n");
    rest = whole.pop();
    for (const event of whole) yield JSON.parse(event.replace(/^data:/gm, ""));
  }
}

async function run(option, signal) {
  const { made, show } = panel(option);
  document.getElementById("runs").append(made);
  const body = new URLSearchParams(new FormData(form));
  body.set("target", option.value);
  body.delete("other");
  try {
    const response = await fetch(form.dataset.runs, { method: "POST", body, signal, redirect: "error" });
    if (!response.ok) throw new Error(response.statusText);
    for await (const values of events(response)) {
      for (const [name, value] of Object.entries(values)) show(name, value);
    }
  } catch {
    if (signal.aborted) show("note", form.dataset.stopped);
    else show("problem", form.dataset.lost);
  }
}

if (form) {
  const stop = form.querySelector("[data-stops]");
  const send = form.querySelector("button:not([type])");
  const said = document.getElementById("announcement");
  form.addEventListener("submit", async (event) => {
    const message = form.elements.message;
    if (!message.value.trim()) return; // The server says what is missing.
    event.preventDefault();
    if (!stop.hidden) return;
    const calls = new AbortController();
    const chosen = [form.elements.target, form.elements.other].map((select) => select.selectedOptions[0]);
    document.getElementById("runs").replaceChildren();
    stop.hidden = false;
    send.disabled = true;
    stop.onclick = () => calls.abort();
    await Promise.all(
      chosen
        .filter((option, place) => option?.value && (place === 0 || option.value !== chosen[0].value))
        .map((option) => run(option, calls.signal)),
    );
    if (document.activeElement === stop || document.activeElement === document.body) message.focus();
    stop.hidden = true;
    send.disabled = false;
    said.textContent = form.dataset.done;
  });
}
