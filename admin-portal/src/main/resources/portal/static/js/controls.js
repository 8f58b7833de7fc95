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
// Where the person is, for the times of their account.
for (const field of document.querySelectorAll("input[data-time-zone]")) {
  field.value ||= Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
}
