#!/usr/bin/env python3
"""A workshop typed at the keyboard alone, and its keystrokes counted.

  workshop.py THROUGHLINE THROUGHLINE-CLI [FOLDER]

Types 8 stages, 20 touchpoints, 10 pain points and 4 delights into an empty journey, as a person would who listens and
types; a picture of the screen after each of them goes to FOLDER, where one is given. Every key beyond the text itself
counts as one keystroke, with or without Shift, Ctrl or Alt. Ends with an error where an item needs more than four of
them, or all need more than two on average, or where the journey is not the one that was spoken of.

Needs a display (xvfb-run will do), xdotool, and ImageMagick's import for the pictures.
SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

STAGE, TOUCHPOINT, PAIN, DELIGHT = range(4)
ELEMENTS = ['stage', 'touchpoint', 'pain', 'delight']

# What is said in the room: (kind, title). Titles are what people say, with digits, accents and punctuation.
TALK = [
    (STAGE, 'Hears of us'), (TOUCHPOINT, 'Advert'), (TOUCHPOINT, 'Friend'), (DELIGHT, 'Friends are proud of it'),
    (STAGE, 'Looks around'), (TOUCHPOINT, 'Home page'), (PAIN, 'Prices are hidden'), (TOUCHPOINT, 'Comparison site'),
    (TOUCHPOINT, 'Shop'), (PAIN, 'Staff know less than the site'),
    (STAGE, 'Chooses'), (TOUCHPOINT, 'Product page'), (PAIN, 'Too many sizes'), (PAIN, 'No stock shown'),
    (TOUCHPOINT, 'Chat'), (DELIGHT, 'Answers at once'), (TOUCHPOINT, 'Reviews'),
    (STAGE, 'Basket'), (TOUCHPOINT, 'Basket page'), (PAIN, 'Fees appear late'), (TOUCHPOINT, 'Voucher'),
    (PAIN, "Codes don't work"),
    (STAGE, 'Pays'), (TOUCHPOINT, '3D Secure'), (PAIN, 'Bank text never comes'), (TOUCHPOINT, 'Card'),
    (TOUCHPOINT, 'Invoice'),
    (STAGE, 'Waits'), (TOUCHPOINT, 'Tracking'), (DELIGHT, 'Map with the van on it'), (TOUCHPOINT, 'Call centre'),
    (PAIN, '40 minutes in a queue'), (TOUCHPOINT, 'Text message'),
    (STAGE, 'Gets it'), (TOUCHPOINT, 'Courier'), (PAIN, 'Left in the rain'), (TOUCHPOINT, 'Parcel'),
    (TOUCHPOINT, 'Set-up guide'), (DELIGHT, 'Works in 5 minutes'),
    (STAGE, 'Uses it'), (TOUCHPOINT, 'App'), (PAIN, 'Forgets who I am'),
]


class Keyboard:
    def __init__(self, folder):
        self.folder = folder
        self.strokes = 0
        self.pictures = 0

    def run(self, *args):
        subprocess.run(['xdotool', *args], check=True)

    def type(self, text):
        self.run('type', '--delay', '4', text)

    def press(self, key):
        self.run('key', '--delay', '4', key)
        self.strokes += 1

    def picture(self, name):
        if self.folder is None:
            return
        time.sleep(0.45)
        name = re.sub(r'\W+', '-', name).strip('-').lower()
        path = os.path.join(self.folder, f'{self.pictures:02d}-{name}.png')
        subprocess.run(['import', '-window', 'root', path], check=True)
        self.pictures += 1


def choose_key(this, following, first_of_kind):
    """What ends an item, so that the next can be typed: (key, mark before the next)."""
    if following is None:
        return 'Return', ''
    if this == TOUCHPOINT and following == DELIGHT:
        return 'Return', '+'
    if this == TOUCHPOINT and following == PAIN:
        return 'Tab', ''
    if this in (PAIN, DELIGHT) and following == PAIN:
        return 'Return', ''
    if following == STAGE:
        return 'ctrl+Return', ''
    if this == STAGE:
        return 'Tab', ''
    if this == TOUCHPOINT:
        return 'Return', ''
    return first_of_kind, ''


def spell(keyboard):
    """Types it all; returns how many keystrokes each item needed."""
    needed = []
    level = STAGE  # what Enter would go on with
    mark = ''
    for i, (kind, title) in enumerate(TALK):
        before = keyboard.strokes
        following = TALK[i + 1][0] if i + 1 < len(TALK) else None
        if mark:
            keyboard.type(mark)
            keyboard.strokes += 1
        keyboard.type(title)
        keyboard.picture(f'{ELEMENTS[kind]} {title}')
        # A delight that was marked while touchpoints are typed goes on with touchpoints; pains go out of their own level.
        back = 'Return' if level == TOUCHPOINT else 'shift+Tab'
        key, mark = choose_key(kind, following, back)
        keyboard.press(key)
        if key == 'Tab':
            level = kind + 1
        elif key == 'ctrl+Return':
            level = STAGE
        elif key == 'shift+Tab':
            level = TOUCHPOINT
        needed.append(keyboard.strokes - before)
    keyboard.picture('next')
    # Leaving is a key, too; it is the last one's.
    keyboard.press('Escape')
    needed[-1] += 1
    keyboard.picture('done')
    return needed


def read(cli, journey, folder):
    """The things of a journey, in its order: (kind, title); and how many transitions there are."""
    path = os.path.join(folder, 'workshop.xml')
    subprocess.run([cli, 'convert', journey, path], check=True, stdout=subprocess.DEVNULL)
    import xml.etree.ElementTree as etree
    found = []

    def walk(element):
        for child in element:
            name = child.tag.split('}')[-1]
            if name in ELEMENTS:
                found.append((ELEMENTS.index(name), child.get('title')))
                walk(child)
    root = etree.parse(path).getroot()
    walk(root)
    ways = [(child.get('from'), child.get('to')) for child in root if child.tag.split('}')[-1] == 'transition']
    stages = [child.get('id') for child in root if child.tag.split('}')[-1] == 'stage']
    return found, ways, stages


def wait_for(test, seconds, what):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if test():
            return
        time.sleep(0.05)
    sys.exit(f'workshop: {what} did not come within {seconds} seconds')


def find_window(pid):
    found = subprocess.run(['xdotool', 'search', '--onlyvisible', '--pid', str(pid)], capture_output=True, text=True)
    return found.stdout.split()[-1] if found.stdout.split() else None


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    program, cli = sys.argv[1:3]
    if len(sys.argv) == 3 and not (shutil.which('xdotool') and os.environ.get('DISPLAY')):
        print('workshop: needs xdotool and a display')
        sys.exit(77)
    pictures = sys.argv[3] if len(sys.argv) > 3 else None
    if pictures:
        os.makedirs(pictures, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        journey = os.path.join(folder, 'workshop.journey')
        environment = dict(os.environ, HOME=folder, XDG_RUNTIME_DIR=folder, XDG_CONFIG_HOME=folder, XDG_DATA_HOME=folder,
                           XDG_CACHE_HOME=folder, XDG_STATE_HOME=os.path.join(folder, 'state'),
                           GSETTINGS_BACKEND='memory', DBUS_SESSION_BUS_ADDRESS='disabled:')
        subprocess.run([cli, 'new', journey], check=True, env=environment, stdout=subprocess.DEVNULL)
        window = subprocess.Popen([program, journey], env=environment)
        try:
            wait_for(lambda: find_window(window.pid), 30, 'the window')
            size = subprocess.run(['xdotool', 'getdisplaygeometry'], capture_output=True, text=True).stdout.split()
            found = find_window(window.pid)
            subprocess.run(['xdotool', 'windowmove', found, '0', '0', 'windowsize', found, *size,
                            'windowfocus', '--sync', found], check=True)
            time.sleep(1)
            keyboard = Keyboard(pictures)
            keyboard.picture('empty')
            begun = time.monotonic()
            needed = spell(keyboard)
            took = time.monotonic() - begun
            keyboard.run('key', 'ctrl+s')
            time.sleep(0.5)
            keyboard.run('key', 'ctrl+q')
            window.wait(30)
        finally:
            if window.poll() is None:
                window.terminate()
        found, ways, stages = read(cli, journey, folder)

    spoken = sorted(TALK)
    for kind, element in enumerate(ELEMENTS):
        items = [n for (k, _), n in zip(TALK, needed) if k == kind]
        print(f'{len(items):3d} {element + "s":12s} {sum(items):3d} keystrokes beyond the text, '
              f'{sum(items) / len(items):.2f} each, {max(items)} at most')
    mean = sum(needed) / len(needed)
    print(f'{len(needed):3d} {"things":12s} {sum(needed):3d} keystrokes beyond the text, {mean:.2f} each, '
          f'{max(needed)} at most; {took:.1f} seconds')
    if sorted(found) != spoken:
        sys.exit(f'workshop: not what was said\n  too much: {sorted(set(found) - set(spoken))}\n'
                 f'  missing: {sorted(set(spoken) - set(found))}')
    order = [title for kind, title in found if kind <= TOUCHPOINT]
    if order != [title for kind, title in TALK if kind <= TOUCHPOINT]:
        sys.exit(f'workshop: not in the order in which it was said: {order}')
    if ways != list(zip(stages, stages[1:])):
        sys.exit(f'workshop: the stages are not connected one to the next: {ways}')
    if mean > 2 or max(needed) > 4:
        sys.exit('workshop: too many keystrokes')


main()
