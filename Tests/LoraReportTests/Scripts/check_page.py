"""Opens a report in Chromium and looks for what must not be.

    check_page.py PAGE --runs N [--sample FILE] [--keep DIRECTORY]

Exit status 0 when all is well, else 1 with a sentence a problem. --sample names a file whose
text must stand in the page unchanged; --keep also leaves screenshots and a PDF in a directory.
"""

import argparse
import base64
import os
import shutil
import sys

from devtools import Browser

HERE = os.path.dirname(os.path.abspath(__file__))
SIZES = {"small phone": (320, 640, True), "phone": (390, 844, True), "desktop": (1280, 900, False)}


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return file.read()


def check_layout(browser, where, expect):
    sizes = browser.run(
        "[document.scrollingElement.scrollWidth, innerWidth, "
        "document.scrollingElement.clientWidth]")
    expect(sizes[0] <= sizes[2], f"{where}: the page scrolls sideways, {sizes}")
    for problem in browser.run(read(os.path.join(HERE, "contrast.js"))):
        expect(False, f"{where}: contrast of {problem}")


def check_markup(browser, expect):
    foreign = browser.run(
        "document.querySelectorAll('img, iframe, object, embed, link, form, base, textarea, a:not("
        "[href^=\"#\"])').length")
    expect(foreign == 0, f"{foreign} elements that no report has")
    expect(browser.run("document.scripts.length") == 2, "a script came in")
    expect(
        browser.run("[...document.querySelectorAll('*')].every(e => "
                    "e.getAttributeNames().every(n => !n.startsWith('on')))"),
        "an event handler came in")
    expect(browser.run("typeof window.hacked") == "undefined", "a text from outside ran")


def check_names(browser, expect):
    """Whatever takes the focus says what it is."""
    for node in browser.call("Accessibility.getFullAXTree")["nodes"]:
        properties = {p["name"]: p["value"].get("value") for p in node.get("properties", [])}
        if not properties.get("focusable") or node.get("ignored"):
            continue
        if node["role"]["value"] == "RootWebArea":
            continue
        name = node.get("name", {}).get("value", "")
        expect(name.strip(), f"a {node['role']['value']} without a name")


def ticks(browser):
    return browser.run(
        "[...document.querySelectorAll('figure.chart text')].map(t => t.textContent).join(' ')")


def check_lines(browser, runs, expect):
    lines = "document.querySelectorAll('[data-quantity=loss] .plot > svg path.line:not(.raw, .validation)')"
    count = browser.run(f"{lines}.length")
    expect(count == runs, f"{count} curves, not {runs}")
    longest = browser.run(
        f"Math.max(...[...{lines}].map(p => p.getAttribute('d').split('L').length))")
    cut = browser.run("document.querySelectorAll('.plot [clip-path] circle').length")
    expect(cut == 0, f"{cut} rings would be cut at the plot's edge")
    width = browser.run("document.querySelector('.plot').clientWidth")
    expect(longest <= 4 * width, f"a curve of {longest} points on {width} pixels")


def check_values_shown(browser, by, expect):
    shown = browser.run(
        "document.querySelector('.tooltip').checkVisibility()"
        " && document.querySelector('.tooltip .value').textContent")
    expect(shown, f"the {by} shows no values")
    inside = browser.run(
        "(([t, p]) => t.left >= 0 && t.right <= innerWidth && t.height <= p.height)"
        "(['.tooltip', '.plot'].map(s => document.querySelector(s).getBoundingClientRect()))")
    expect(inside, f"the values at the {by} do not fit")


def plot_place(browser):
    browser.run("document.querySelector('.plot').scrollIntoView({block: 'center'})")
    browser.settle()
    x, y, width, height = browser.run(
        "(({x, y, width, height}) => [x, y, width, height])"
        "(document.querySelector('.plot').getBoundingClientRect())")
    return lambda part: (x + width * part, y + height / 2)


def check_mouse(browser, expect):
    at = plot_place(browser)
    before = ticks(browser)
    browser.mouse("mouseMoved", *at(0.5))
    check_values_shown(browser, "mouse", expect)
    browser.mouse("mousePressed", *at(0.5), held=True, pressed=1)
    browser.mouse("mouseMoved", *at(0.8), held=True)
    browser.mouse("mouseReleased", *at(0.8), pressed=1)
    browser.settle()
    expect(ticks(browser) != before, "dragging does not zoom")
    for count in (1, 2):
        browser.mouse("mousePressed", *at(0.5), held=True, pressed=count)
        browser.mouse("mouseReleased", *at(0.5), pressed=count)
    browser.settle()
    expect(ticks(browser) == before, "a double click does not reset the zoom")


def check_touch(browser, expect):
    for part in (0.2, 0.5, 0.9):
        browser.touch(*plot_place(browser)(part))
        browser.settle()
        check_values_shown(browser, f"finger at {part}", expect)


def check_keyboard(browser, expect):
    browser.run("document.querySelector('.plot').focus()")
    before = ticks(browser)
    browser.key("Home")
    browser.key("ArrowRight")
    browser.run("new Promise(done => setTimeout(done, 500))")
    said = browser.run("document.getElementById('chart-values').textContent")
    expect(("step" in said or "samples" in said) and ":" in said, f"the keyboard says no values but '{said}'")
    browser.key("+")
    browser.settle()
    expect(ticks(browser) != before, "+ does not zoom")
    zoomed = ticks(browser)
    browser.key("ArrowRight", shift=True)
    browser.settle()
    expect(ticks(browser) != zoomed, "Shift and an arrow do not pan")
    browser.key("Escape")
    browser.settle()
    expect(ticks(browser) == before, "Escape does not reset the zoom")
    browser.run("document.activeElement.blur()")


def check_controls(browser, runs, expect):
    shape = "[...document.querySelectorAll('[data-quantity=loss] path.line')].map(p => p.getAttribute('d')).join()"
    browser.settle()
    before = browser.run(f"({shape}).length + ':' + ({shape}).slice(0, 200)")

    def change(action, what):
        browser.run(action)
        browser.settle()
        after = browser.run(f"({shape}).length + ':' + ({shape}).slice(0, 200)")
        expect(after != before, f"{what} changes nothing")

    change("(s => { s.value = 90; s.dispatchEvent(new Event('input')) })"
           "(document.getElementById('smoothing'))", "smoothing")
    change("[...document.querySelectorAll('.controls input')].find(i => "
           "i.parentElement.textContent == 'Logarithmic loss').click()", "the logarithmic scale")
    for axis in browser.run("[...document.querySelectorAll('#axis option')].map(o => o.value)"):
        browser.run(f"(s => {{ s.value = '{axis}'; s.dispatchEvent(new Event('change')) }})"
                    "(document.getElementById('axis'))")
        browser.settle()
        expect("NaN" not in browser.run(shape), f"the axis {axis} draws nowhere")
    if runs > 1:
        hidden = "document.querySelectorAll('[data-quantity=loss] path.line:not(.raw):not(.validation)').length"
        count = browser.run(hidden)
        browser.run("document.querySelector('.controls fieldset input').click()")
        browser.settle()
        expect(browser.run(hidden) == count - 1, "a run cannot be hidden")


def keep(browser, directory, name):
    if not directory:
        return
    browser.run("document.activeElement.blur(); scrollTo(0, 0)")
    height = browser.run("document.scrollingElement.scrollHeight")
    width = browser.run("innerWidth")
    image = browser.call(
        "Page.captureScreenshot", captureBeyondViewport=True,
        clip={"x": 0, "y": 0, "width": width, "height": min(height, 9000), "scale": 1})
    with open(os.path.join(directory, name + ".png"), "wb") as file:
        file.write(base64.b64decode(image["data"]))


def check_print(browser, directory, expect):
    browser.call("Emulation.clearDeviceMetricsOverride")
    paper = browser.call(
        "Page.printToPDF", paperWidth=8.27, paperHeight=11.69, preferCSSPageSize=True)
    data = base64.b64decode(paper["data"])
    expect(data.startswith(b"%PDF"), "printing gives no PDF")
    if directory:
        with open(os.path.join(directory, "print.pdf"), "wb") as file:
            file.write(data)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("page")
    parser.add_argument("--runs", type=int, required=True)
    parser.add_argument("--sample")
    parser.add_argument("--keep")
    options = parser.parse_args()
    if not shutil.which("chromium"):
        sys.exit("This test needs a browser: install Debian's package with "
                 "'apt-get install chromium'.")
    problems = []

    def expect(is_so, sentence):
        if not is_so:
            problems.append(sentence)

    with Browser() as browser:
        for name, (width, height, phone) in SIZES.items():
            browser.size(width, height, phone)
            browser.scheme("light")
            browser.open(options.page)
            browser.settle()
            for scheme in ("light", "dark"):
                browser.scheme(scheme)
                check_layout(browser, f"{name}, {scheme}", expect)
                keep(browser, options.keep, f"{name}-{scheme}")
            browser.run("document.querySelectorAll('details').forEach(d => d.open = true)")
            for scheme in ("dark", "light"):
                browser.scheme(scheme)
                check_layout(browser, f"{name}, {scheme}, unfolded", expect)
            check_markup(browser, expect)
            check_names(browser, expect)
            check_lines(browser, options.runs, expect)
            (check_touch if phone else check_mouse)(browser, expect)
            check_keyboard(browser, expect)
            check_controls(browser, options.runs, expect)
        if options.sample:
            wanted = read(options.sample)
            shown = browser.run(
                "[...document.querySelectorAll('.sample .text')].map(e => e.textContent)")
            expect(wanted in shown, "the sample is not in the page as it is")
        check_print(browser, options.keep, expect)
        problems += browser.problems
    for problem in problems:
        print(problem)
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
