// The browser's own speech, second: for what carries data-say where no recorded sound is, or where it cannot be played.
// <audio controls data-say="今天做了一百二十双"> falls back to it; <button type="button" hidden data-say="…" lang="en"> appears with it.
const speech = window.speechSynthesis;

function say(place) {
  const words = new SpeechSynthesisUtterance(place.dataset.say);
  words.lang = place.lang || document.documentElement.lang;
  words.rate = 0.85;
  speech.cancel();
  speech.speak(words);
}

function addButton(audio) {
  if (audio.dataset.second) return;
  audio.dataset.second = "1";
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "🔊";
  button.setAttribute("aria-label", audio.getAttribute("aria-label") || audio.dataset.say);
  button.onclick = () => say(audio);
  audio.insertAdjacentElement("afterend", button);
}

if (speech && window.SpeechSynthesisUtterance) {
  document.querySelectorAll("audio[data-say]").forEach((audio) => {
    audio.addEventListener("error", () => addButton(audio));
    if (!audio.canPlayType("audio/wav")) addButton(audio);
  });
  document.querySelectorAll("button[data-say]").forEach((button) => {
    button.hidden = false;
    button.onclick = () => say(button);
  });
}
