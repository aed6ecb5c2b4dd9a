// What the annotator does goes out in order, one stroke at a time, and is said to be saved only
// when the server says that it is on the disk. A stroke keeps its id when it is sent again.
export class Outbox {
  constructor({ key, status, texts, onview, onrefused }) {
    Object.assign(this, { key, status, texts, onview, onrefused, waiting: [], busy: false });
    addEventListener("beforeunload", (e) => { if (this.waiting.length) e.preventDefault(); });
  }

  static id() { return [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join(""); }

  send(path, body, then = null) {
    this.waiting.push({ path, then, body: JSON.stringify({ id: Outbox.id(), ...body }) });
    this.pump();
  }

  say(name, more = "") {
    this.status.textContent = this.texts[name] + more;
    this.status.className = `saved ${{ saving: "busy", not_saved: "failed" }[name] ?? ""}`;
  }

  async pump() {
    if (this.busy) return;
    this.busy = true;
    while (this.waiting.length) {
      this.say("saving");
      const { path, body, then } = this.waiting[0];
      let answer;
      try {
        answer = await fetch(`/api/${this.key}/${path}`, { method: "POST", headers: { "Content-Type": "application/json" }, body, keepalive: body.length < 60000 });
        if (answer.status >= 500 || answer.status === 401) throw new Error((await answer.json().catch(() => ({}))).error ?? answer.status);
      } catch (e) {
        this.say("not_saved", `: ${this.texts.retry} (${e.message})`);
        await new Promise((r) => setTimeout(r, 2000));
        continue;
      }
      this.waiting.shift();
      const said = await answer.json();
      if (answer.ok) {
        this.say("saved", " " + new Date().toLocaleTimeString("vi-VN"));
        this.onview(said, this.waiting.length > 0 && !then);
        then?.(said);
      } else {
        this.waiting = [];
        this.status.textContent = "";
        this.onrefused(answer.status, said.error ?? "");
      }
    }
    this.busy = false;
  }
}

export async function get(path) {
  const answer = await fetch(path);
  if (answer.status === 401) location.assign("/who");
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}
