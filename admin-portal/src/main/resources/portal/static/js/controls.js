// A button with data-opens="id" shows that dialog; what needs a script to work stays hidden without one.
for (const opener of document.querySelectorAll("[data-opens]")) {
  opener.hidden = false;
  opener.addEventListener("click", () => document.getElementById(opener.dataset.opens)?.showModal());
}
// A control with data-submits sends its form as soon as it changes.
for (const control of document.querySelectorAll("[data-submits]")) {
  control.addEventListener("change", () => control.form.requestSubmit());
}
for (const fallback of document.querySelectorAll("[data-without-script]")) {
  fallback.hidden = true;
}
// Writing into what belongs to a choice makes the choice.
for (const field of document.querySelectorAll(".choice .beneath .input")) {
  field.addEventListener("input", () => {
    field.closest(".choice").querySelector("input[type=radio]").checked = true;
  });
}
// Escape folds away what was opened by mistake, and the focus goes back to where it was.
document.addEventListener("keydown", (event) => {
  const fold = event.key === "Escape" && event.target.closest?.("details.fold[open]");
  if (!fold) return;
  fold.open = false;
  fold.querySelector("summary").focus();
});
// What is shown once is not made once more by reloading: that leads to where it is kept.
const shownOnce = document.querySelector("[data-reloads-as]");
if (shownOnce) history.replaceState(null, "", shownOnce.dataset.reloadsAs);
// Where the person is, for the times of their account.
for (const field of document.querySelectorAll("input[data-time-zone]")) {
  field.value ||= Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
}
