/* Civil days in Asia/Shanghai, by the tablet's clock corrected with the server's. */

const HOUR = 3600 * 1000;
const WEEKDAYS = "日一二三四五六";

export function civil(moment) {
  return new Date(moment + 8 * HOUR).toISOString().slice(0, 10);
}

export function minutesOfDay(moment) {
  const shifted = new Date(moment + 8 * HOUR);
  return shifted.getUTCHours() * 60 + shifted.getUTCMinutes();
}

export function clockText(minutes) {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
}

export function hoursText(minutes) {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [hours ? `${hours} 小时` : "", rest || !hours ? `${rest} 分` : ""].filter(Boolean).join(" ");
}

export function weekday(date) { return "周" + WEEKDAYS[new Date(date + "T00:00:00Z").getUTCDay()]; }

export function dayText(date) {
  const [, month, day] = date.split("-");
  return `${Number(month)}月${Number(day)}日`;
}

export function addDays(date, days) {
  return new Date(Date.parse(date + "T00:00:00Z") + days * 24 * HOUR).toISOString().slice(0, 10);
}

/* Today for the screen: {date, wrong}. A clock that runs before the day of the last contact, or far after it, is wrong;
   then the day of the last contact stands and a person is asked. `offset`: the server's clock minus this one. */
export function todayOf(reference, offset, now) {
  const date = civil(now + (offset || 0));
  if (!reference) return { date, wrong: false };
  if (date < reference.today) return { date: reference.today, wrong: true };
  if (date > addDays(reference.today, 60)) return { date: reference.today, wrong: true };
  return { date, wrong: false };
}
