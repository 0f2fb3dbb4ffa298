#!/usr/bin/env python3
"""The program is ended from outside while somebody types: nothing is lost, and nothing is left lying about.

  leaving.py THROUGHLINE THROUGHLINE-CLI

Types into a journey that has a file, and into one that has none, and ends the program by a signal. What was typed must be
in the file; what has no file must wait for the next start. Needs a display (xvfb-run will do) and xdotool.
SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time


def press(*keys):
    subprocess.run(['xdotool', 'key', '--delay', '20', *keys], check=True)


def type_text(text):
    subprocess.run(['xdotool', 'type', '--delay', '8', text], check=True)


def find_window(pid):
    found = subprocess.run(['xdotool', 'search', '--onlyvisible', '--pid', str(pid)], capture_output=True, text=True)
    return found.stdout.split()[-1] if found.stdout.split() else None


def start(program, environment, *files):
    """The program with a window that has the keyboard."""
    window = subprocess.Popen([program, *files], env=environment)
    until = time.monotonic() + 30
    while not find_window(window.pid):
        if time.monotonic() > until or window.poll() is not None:
            sys.exit('leaving: the window did not come')
        time.sleep(0.05)
    subprocess.run(['xdotool', 'windowfocus', '--sync', find_window(window.pid)], check=True)
    time.sleep(1)
    return window


def end(window, number):
    window.send_signal(number)
    try:
        code = window.wait(30)
    except subprocess.TimeoutExpired:
        window.kill()
        sys.exit(f'leaving: signal {number} did not end the program')
    if code != 0:
        sys.exit(f'leaving: ended by signal {number} with {code}')


def left_over(folder):
    """Working files, which lie in the state folder."""
    return sorted(os.path.join(where, name) for where, _, names in os.walk(os.path.join(folder, 'state', 'throughline',
                                                                                        'working')) for name in names)


def read(cli, journey, environment):
    path = journey + '.xml'
    subprocess.run([cli, 'convert', journey, path], check=True, stdout=subprocess.DEVNULL, env=environment)
    with open(path, encoding='utf-8') as file:
        text = file.read()
    os.remove(path)
    return text


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    program, cli = sys.argv[1:3]
    if not (shutil.which('xdotool') and os.environ.get('DISPLAY')):
        print('leaving: needs xdotool and a display')
        sys.exit(77)
    for number in signal.SIGTERM, signal.SIGINT:
        with tempfile.TemporaryDirectory() as folder:
            journey = os.path.join(folder, 'leaving.journey')
            environment = dict(os.environ, HOME=folder, XDG_RUNTIME_DIR=folder, XDG_CONFIG_HOME=folder,
                               XDG_DATA_HOME=folder, XDG_CACHE_HOME=folder, XDG_STATE_HOME=os.path.join(folder, 'state'),
                               GSETTINGS_BACKEND='memory', DBUS_SESSION_BUS_ADDRESS='disabled:')
            subprocess.run([cli, 'new', journey], check=True, env=environment, stdout=subprocess.DEVNULL)
            window = start(program, environment, journey)
            type_text('Finished')
            press('Return')
            type_text('Half a tit')
            time.sleep(0.3)
            if not left_over(folder):
                sys.exit('leaving: there is no working file to look for')
            end(window, number)
            text = read(cli, journey, environment)
            for title in 'Finished', 'Half a tit':
                if f'title="{title}"' not in text:
                    sys.exit(f'leaving: “{title}” was lost by signal {number}')
            if left_over(folder):
                sys.exit(f'leaving: signal {number} left {left_over(folder)}')

            window = start(program, environment)
            press('ctrl+n')
            time.sleep(0.7)
            type_text('Without a file')
            press('Return', 'Escape')
            time.sleep(0.3)
            end(window, number)
            if not left_over(folder):
                sys.exit(f'leaving: a journey without a file was lost by signal {number}')
    print('leaving: nothing was lost')


main()
