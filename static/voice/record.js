// Records one word, turns it into a small WAV (PCM 16 bit, mono, 11,025 Hz) and sends the form with it.
const RATE = 11025, MOST_SECONDS = 4;
const form = document.querySelector("[data-record]");
const start = form && form.querySelector("[data-start]"), stop = form && form.querySelector("[data-stop]");
const told = form && form.querySelector("[data-told]"), file = form && form.querySelector("input[type=file]");
const Context = window.AudioContext || window.webkitAudioContext;

function toWav(samples) {
  const view = new DataView(new ArrayBuffer(44 + samples.length * 2));
  const text = (at, words) => [...words].forEach((letter, i) => view.setUint8(at + i, letter.charCodeAt(0)));
  text(0, "RIFF"); view.setUint32(4, 36 + samples.length * 2, true); text(8, "WAVEfmt ");
  view.setUint32(16, 16, true); view.setUint16(20, 1, true); view.setUint16(22, 1, true);
  view.setUint32(24, RATE, true); view.setUint32(28, RATE * 2, true); view.setUint16(32, 2, true); view.setUint16(34, 16, true);
  text(36, "data"); view.setUint32(40, samples.length * 2, true);
  samples.forEach((value, i) => view.setInt16(44 + i * 2, Math.max(-1, Math.min(1, value)) * 32767, true));
  return new Blob([view], { type: "audio/wav" });
}

async function toSamples(recorded) {
  const context = new Context();
  const heard = await context.decodeAudioData(await recorded.arrayBuffer());
  await context.close();
  const seconds = Math.min(heard.duration, MOST_SECONDS - 0.1);
  const quiet = new OfflineAudioContext(1, Math.ceil(seconds * RATE), RATE);
  const source = quiet.createBufferSource();
  source.buffer = heard;
  source.connect(quiet.destination);
  source.start();
  return (await quiet.startRendering()).getChannelData(0);
}

async function send(recorded) {
  told.textContent = "正在存……";
  const chosen = new DataTransfer();
  chosen.items.add(new File([toWav(await toSamples(recorded))], "word.wav", { type: "audio/wav" }));
  file.files = chosen.files;
  form.submit();
}

async function record() {
  const microphone = await navigator.mediaDevices.getUserMedia({ audio: true });
  const recorder = new MediaRecorder(microphone), parts = [];
  recorder.ondataavailable = (event) => parts.push(event.data);
  recorder.onstop = () => {
    microphone.getTracks().forEach((track) => track.stop());
    send(new Blob(parts)).catch(() => { told.textContent = "没有存上,请再录一次,或选一个 WAV 文件。"; showing(false); });
  };
  stop.onclick = () => recorder.state === "recording" && recorder.stop();
  recorder.start();
  setTimeout(() => recorder.state === "recording" && recorder.stop(), MOST_SECONDS * 1000 - 200);
}

function showing(recording) {
  start.hidden = recording;
  stop.hidden = !recording;
}

if (form && navigator.mediaDevices && window.MediaRecorder && Context) {
  showing(false);
  start.onclick = () => {
    showing(true);
    told.textContent = "正在录,请念……";
    record().catch(() => { told.textContent = "不能用话筒:请允许使用话筒,或选一个 WAV 文件。"; showing(false); });
  };
} else if (form) {
  told.textContent = "这台电脑或手机不能在网页里录音(需要 HTTPS),请选一个 WAV 文件。";
}
