"""A run as tables: on the terminal, and in docs/performance.md between the markers."""

import datetime
import platform
import re

import instructions
from targets import TARGETS, figure_of

BEGIN = "<!-- ./dev bench --record writes from here -->"
END = "<!-- to here -->"
SERVERS = {
    "lean": "bare Beast server, fixed answer",
    "memory": "in memory",
    "disk": "on disk",
    "engines": "pass-through to the real engine",
    "node": "Node, echo",
    "fastapi": "FastAPI on uvicorn, echo",
    "data_api_local": "data-api-local before PostgreSQL",
}


def table(head, rows):
    """Markdown whose columns stand under each other on a terminal too."""
    cells = [head, *rows]
    widths = [max(len(row[i]) for row in cells) for i in range(len(head))]
    def one(row):
        return "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths)) + " |"
    return "\n".join([one(head), "|" + "|".join("-" * (width + 2) for width in widths) + "|", *map(one, rows)])


def loads_table(lines, run):
    rows = []
    for line in lines:
        found = run.loads.get(line.name)
        if not found:
            continue
        no_op = run.loads.get(f"memory.no_op.c{line.connections}")
        ratio = f"{run.ratio(line.name, f'memory.no_op.c{line.connections}'):.2f}" if no_op else ""
        rows.append([line.name, f"{found.rate:,.0f}" + (" tx" if line.unit > 1 else ""), ratio, f"{found.p50:,.0f}",
                     f"{found.p90:,.0f}", f"{found.p99:,.0f}", f"{found.worst:,.0f}", f"{found.processor:,.1f}"])
    return table(["line", "per second", "of the no-op", "p50 µs", "p90", "p99", "max", "server's processor µs"], rows)


def singles_table(run):
    rows = []
    for line, figures in run.singles.items():
        for name, figure in figures.items():
            rows.append([line, name, f"{figure:,.0f}" if figure >= 1000 else f"{figure:.2f}"])
    return table(["line", "what", "figure"], rows)


def targets_table(run):
    rows = []
    for target in TARGETS:
        figure = figure_of(target, run)
        if figure is None:
            rows.append([target.what, target.wanted, "not measured", ""])
        else:
            kept = "kept" if target.kept(figure) else "**missed**" + (f": {target.why}" if target.why else "")
            rows.append([target.what, target.wanted, target.shown.format(figure), kept])
    return table(["what", "target", "measured", ""], rows)


def instructions_table():
    compiler, counts = instructions.read_record()
    names = list(dict.fromkeys(name for _, name in counts))
    rows = [[name, f"{counts.get(('mysql', name), 0):,}", f"{counts.get(('postgres', name), 0):,}"] for name in names]
    return f"Counted with callgrind, made by {compiler}.\n\n" + table(["scenario", "MySQL", "PostgreSQL"], rows)


def _machine():
    model = "an unknown processor"
    with open("/proc/cpuinfo", encoding="utf-8") as lines:
        text = lines.read()
    found = re.search(r"^model name\s*:\s*(.+)$", text, re.MULTILINE)
    if found:
        model = found.group(1)
    cores = len(re.findall(r"^processor\s*:", text, re.MULTILINE))
    with open("/proc/meminfo", encoding="ascii") as lines:
        memory = int(lines.readline().split()[1]) / 2**20
    with open("/proc/loadavg", encoding="ascii") as lines:
        load = lines.readline().split()[0]
    return (f"{model}, {cores} cores, {memory:.0f} GiB, Linux {platform.release()}; client and server on the same "
            f"machine. Load average when the run ended: {load}")


def markdown(lines, run):
    date = datetime.date.today().isoformat()
    left_out = [SERVERS[name] for name in SERVERS if not any(line.startswith(name + ".") for line in run.loads)]
    parts = [f"Measured {date} on {_machine()}.", "## Targets", targets_table(run), "## Load", loads_table(lines, run),
             "## Start, memory, growth", singles_table(run), "## Instructions per request", instructions_table()]
    if left_out:
        parts.insert(1, "Not on this machine: " + ", ".join(left_out) + ".")
    return "\n\n".join(parts)


def record(file, lines, run):
    with open(file, encoding="utf-8") as document:
        text = document.read()
    before, rest = text.split(BEGIN, 1)
    _, after = rest.split(END, 1)
    with open(file, "w", encoding="utf-8") as document:
        document.write(f"{before}{BEGIN}\n\n{markdown(lines, run)}\n\n{END}{after}")
