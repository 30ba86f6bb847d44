// Sound by one large key. Without this file <audio controls> plays the recorded words; with it a key stands in its place, and the
// browser's own speech is second, where the recorded sound is missing or cannot be played.
// <button type="button" hidden data-say="…" lang="en"> appears where the browser can speak.
const speech = window.SpeechSynthesisUtterance && window.speechSynthesis;

function say(place) {
  const words = new SpeechSynthesisUtterance(place.dataset.say);
  words.lang = place.lang || document.documentElement.lang;
  words.rate = 0.85;
  speech.cancel();
  speech.speak(words);
}

function addKey(audio) {
  const key = document.createElement("button"), told = document.createElement("span");
  key.type = "button";
  key.className = "listen";
  told.textContent = audio.getAttribute("aria-label");
  const sign = audio.parentNode.querySelector("svg");
  if (sign) key.append(sign);
  key.append(told);
  const playing = (yes) => key.setAttribute("aria-pressed", String(yes));
  key.onclick = () => {
    if (!audio.paused) return audio.pause();
    audio.currentTime = 0;
    audio.play().catch(() => speech && say(audio));
  };
  audio.onplay = () => playing(true);
  audio.onpause = audio.onended = () => playing(false);
  playing(false);
  audio.hidden = true;
  audio.after(key);
}

document.querySelectorAll("audio[data-say]").forEach((audio) => {
  if (audio.canPlayType("audio/wav") || speech) addKey(audio);
});
if (speech) {
  document.querySelectorAll("button[data-say]").forEach((button) => {
    button.hidden = false;
    button.onclick = () => say(button);
  });
}
