/* test-trouble.c: what befalls folders and disks while a journey is open
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tl-rig.h"

#define BALLAST (5 << 20)
#define EDIT "{\"change\":\"basket\",\"set\":{\"title\":\"Edited\"}}"
#define MORE "{\"change\":\"basket\",\"set\":{\"title\":\"Edited more\"}}"

static char *folder, *disk, *home, *state, *path;

static TlRig *
start (void)
{
  g_autoptr (GError) error = NULL;
  TlRig             *rig;

  tl_rig_clear (disk);
  g_mkdir (home, 0700);
  g_mkdir (state, 0700);
  rig = tl_rig_new (path, &error);
  g_assert_no_error (error);
  return rig;
}

static void
run (TlRig *rig, const char *line)
{
  g_autoptr (GError) error = NULL;

  tl_rig_run (rig, line, &error);
  g_assert_no_error (error);
}

static void
assert_said (const GError *error)
{
  g_autoptr (GError) why = NULL;

  g_assert_nonnull (error);
  tl_rig_check_words (error, &why);
  g_assert_no_error (why);
}

/* What is shown stays, edits go on, and once the trouble is over all is saved. */
static void
assert_goes_on (TlRig *rig)
{
  g_autofree char   *shown = NULL;
  g_autofree char   *saved = NULL;
  g_autoptr (GError) error = NULL;

  run (rig, MORE);
  shown = tl_rig_dump (rig->document);
  tl_document_publish (rig->document, &error);
  g_assert_no_error (error);
  saved = tl_rig_dump_file (path, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (saved, ==, shown);
}

static void
test_folder_removed (void)
{
  g_autoptr (TlRig)  rig = start ();
  g_autoptr (GError) error = NULL;

  run (rig, EDIT);
  tl_rig_clear (home);
  g_rmdir (home);
  g_assert_false (tl_document_publish (rig->document, &error));
  assert_said (error);
  g_mkdir (home, 0700);
  assert_goes_on (rig);
}

/* The folder stays away until the journey is closed: its edits wait. */
static void
test_folder_stays_removed (void)
{
  TlRig                 *rig = start ();
  g_autofree char       *shown = NULL;
  g_autofree char       *again = NULL;
  g_autoptr (GPtrArray)  left = NULL;
  g_autoptr (GError)     error = NULL;

  run (rig, EDIT);
  shown = tl_rig_dump (rig->document);
  tl_rig_clear (home);
  g_rmdir (home);
  g_assert_false (tl_document_publish (rig->document, NULL));
  tl_rig_free (rig);
  left = tl_document_recover_untitled ();
  g_assert_cmpuint (left->len, ==, 1);
  again = tl_rig_dump (left->pdata[0]);
  g_assert_cmpstr (again, ==, shown);
  g_mkdir (home, 0700);
  tl_document_publish_to (left->pdata[0], path, &error);
  g_assert_no_error (error);
}

static void
test_file_became_folder (void)
{
  g_autoptr (TlRig)  rig = start ();
  g_autofree char   *inside = g_build_filename (path, "inside", NULL);
  g_autofree char   *shown = NULL;
  g_autofree char   *after = NULL;
  g_autoptr (GError) error = NULL;

  run (rig, EDIT);
  shown = tl_rig_dump (rig->document);
  g_unlink (path);
  g_mkdir (path, 0700);
  g_assert_true (g_file_set_contents (inside, "mine", -1, NULL));
  g_assert_false (tl_document_publish (rig->document, &error));
  assert_said (error);
  after = tl_rig_dump (rig->document);
  g_assert_cmpstr (after, ==, shown);
  g_assert_true (g_file_test (inside, G_FILE_TEST_IS_REGULAR));
  tl_rig_clear (path);
  g_rmdir (path);
  assert_goes_on (rig);
}

/* Runs @act in a process of its own, which may do what it cannot take back. 77: it cannot be tried here. */
static void
run_apart (int (*act) (void))
{
  pid_t child;
  int   status;

  fflush (NULL);
  child = fork ();
  if (child == 0)
    _exit (act ());
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  if (WIFEXITED (status) && WEXITSTATUS (status) == 77)
    g_test_skip ("this takes rights that are not given here");
  else
    g_assert_cmpint (status, ==, 0);
}

static int
try_read_only_folder (void)
{
  TlRig             *rig;
  g_autoptr (GError) error = NULL;

  /* The administrator is not held by what a folder allows. */
  if (geteuid () == 0)
    {
      g_autofree char *runtime = g_build_filename (folder, "runtime", NULL);

      tl_rig_clear (disk);
      g_mkdir (home, 0700);
      g_mkdir (state, 0700);
      if (chown (folder, 65534, 65534) != 0 || chown (disk, 65534, 65534) != 0 || chown (home, 65534, 65534) != 0 ||
          chown (state, 65534, 65534) != 0 || chown (runtime, 65534, 65534) != 0 || setegid (65534) != 0 ||
          seteuid (65534) != 0)
        return 77;
    }
  rig = start ();
  run (rig, EDIT);
  g_chmod (home, 0500);
  g_assert_false (tl_document_publish (rig->document, &error));
  assert_said (error);
  g_assert_error (error, TL_DOCUMENT_ERROR, TL_DOCUMENT_ERROR_READ_ONLY);
  run (rig, "{\"undo\":1}");
  run (rig, "{\"redo\":1}");
  g_chmod (home, 0700);
  assert_goes_on (rig);
  /* And it is opened where it can only be read. */
  tl_rig_free (rig);
  g_chmod (home, 0500);
  rig = tl_rig_open (path, NULL);
  g_assert_nonnull (rig);
  run (rig, EDIT);
  g_chmod (home, 0700);
  assert_goes_on (rig);
  tl_rig_free (rig);
  return 0;
}

static void
test_read_only_folder (void)
{
  run_apart (try_read_only_folder);
}

/* A disk that is full, from the first edit on until there is room again: nothing is lost, and all works then. */
static void
fill_up_and_go_on (TlRig *rig, void (*make_room) (gpointer data), gpointer data)
{
  g_autofree char   *text = g_strnfill (20000, 'x');
  g_autofree char   *before = NULL;
  g_autofree char   *after = NULL;
  g_autofree char   *file = tl_rig_dump_file (path, NULL);
  g_autofree char   *file_after = NULL;
  g_autoptr (GError) error = NULL;
  gboolean           done = TRUE;

  for (int i = 0; done && i < 2000; i++)
    {
      g_autofree char *line = g_strdup_printf ("{\"change\":\"basket\",\"set\":{\"note\":\"%d %s\"}}", i, text);

      g_free (before);
      before = tl_rig_dump (rig->document);
      done = tl_rig_run (rig, line, &error);
    }
  g_assert_false (done);
  assert_said (error);
  after = tl_rig_dump (rig->document);
  g_assert_cmpstr (before, ==, after);
  g_clear_error (&error);
  if (!tl_document_publish (rig->document, &error))
    assert_said (error);
  if (make_room == NULL)
    return;
  file_after = tl_rig_dump_file (path, NULL);
  if (file_after && error)
    g_assert_cmpstr (file_after, ==, file);
  make_room (data);
  assert_goes_on (rig);
}

static void
lift_limit (gpointer data)
{
  struct rlimit limit = { RLIM_INFINITY, RLIM_INFINITY };

  setrlimit (RLIMIT_FSIZE, &limit);
}

static int
try_size_limit (void)
{
  TlRig        *rig = start ();
  struct rlimit limit = { 600000, RLIM_INFINITY };

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  fill_up_and_go_on (rig, lift_limit, NULL);
  tl_rig_free (rig);
  return 0;
}

static void
test_size_limit (void)
{
  run_apart (try_size_limit);
}

static void
take_ballast_away (gpointer ballast)
{
  g_unlink (ballast);
}

/* A file system of its own, of a few megabytes, with the person's file and the program's own on it. */
static int
try_small_disk (void)
{
  TlRig           *rig;
  g_autofree char *ballast = g_build_filename (disk, "ballast", NULL);
  g_autofree char *bytes = g_malloc0 (BALLAST);

  if (unshare (geteuid () == 0 ? CLONE_NEWNS : CLONE_NEWNS | CLONE_NEWUSER) != 0 ||
      mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 || mount ("small", disk, "tmpfs", 0, "size=8m") != 0)
    return 77;
  rig = start ();
  g_assert_true (g_file_set_contents_full (ballast, bytes, BALLAST, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  fill_up_and_go_on (rig, take_ballast_away, ballast);
  tl_rig_free (rig);
  return 0;
}

static void
test_small_disk (void)
{
  run_apart (try_small_disk);
}

/* Everything that the program keeps of a journey is for its owner alone, and gone when it is saved and closed. */
static void
look_at_modes (const char *where, guint *n_files)
{
  g_autoptr (GDir) dir = g_dir_open (where, 0, NULL);
  const char      *name;
  struct stat      about;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *one = g_build_filename (where, name, NULL);

      g_assert_cmpint (lstat (one, &about), ==, 0);
      if ((about.st_mode & 077) != 0)
        g_error ("%s can be read by others (%o)", one, about.st_mode & 0777);
      if (S_ISDIR (about.st_mode))
        look_at_modes (one, n_files);
      else
        (*n_files)++;
    }
}

static void
test_modes (void)
{
  mode_t                 old = umask (0);
  g_autofree char       *ours = g_build_filename (state, "throughline", NULL);
  g_autofree char       *other = g_build_filename (home, "new.journey", NULL);
  g_autoptr (TlRig)      rig = start ();
  g_autoptr (TlDocument) fresh = NULL;
  g_autoptr (TlEdit)     edit = tl_edit_new ("Note");
  g_autoptr (GError)     error = NULL;
  guint                  n_files = 0;

  look_at_modes (ours, &n_files);
  run (rig, EDIT);
  run (rig, "{\"import\":30,\"source\":\"survey\",\"prefix\":\"m\"}");
  fresh = tl_document_new ("fresh", "Fresh", &error);
  g_assert_no_error (error);
  tl_edit_set (edit, "fresh", TL_JOURNEY_NOTE, "Only mine");
  tl_document_apply (fresh, edit, &error);
  g_assert_no_error (error);
  n_files = 0;
  look_at_modes (ours, &n_files);
  /* Two journeys, each with its WAL, its index, its key and its lock. */
  g_assert_cmpuint (n_files, >=, 10);
  tl_document_publish (rig->document, &error);
  g_assert_no_error (error);
  tl_document_publish_to (fresh, other, &error);
  g_assert_no_error (error);
  g_clear_object (&rig->document);
  g_clear_object (&fresh);
  n_files = 0;
  look_at_modes (ours, &n_files);
  g_assert_cmpuint (n_files, ==, 0);
  umask (old);
}

/* The same journey is the same file, however often it was copied. */
static void
test_copies (void)
{
  char  *bytes[3] = { NULL };
  gsize  lengths[3];
  char  *names[3] = { g_strdup (path), g_build_filename (home, "b.journey", NULL), g_build_filename (home, "c.journey", NULL) };

  tl_rig_free (start ());
  for (int i = 0; i < 3; i++)
    {
      g_autoptr (TlDocument) document = i > 0 ? tl_document_open (names[i - 1], TL_DOCUMENT_READ_ONLY, NULL) : NULL;
      g_autoptr (GError)     error = NULL;

      if (document)
        tl_document_copy_to (document, names[i], &error);
      g_assert_no_error (error);
      g_assert_true (g_file_get_contents (names[i], &bytes[i], &lengths[i], NULL));
      g_assert_cmpmem (bytes[i], lengths[i], bytes[0], lengths[0]);
    }
  for (int i = 0; i < 3; i++)
    {
      g_free (names[i]);
      g_free (bytes[i]);
    }
}

int
main (int argc, char **argv)
{
  int result;

  folder = tl_rig_folder (TRUE);
  disk = g_build_filename (folder, "disk", NULL);
  home = g_build_filename (disk, "home", NULL);
  state = g_build_filename (disk, "state", NULL);
  path = g_build_filename (home, "trouble.journey", NULL);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/torture/trouble/folder-removed", test_folder_removed);
  g_test_add_func ("/torture/trouble/folder-stays-removed", test_folder_stays_removed);
  g_test_add_func ("/torture/trouble/file-became-folder", test_file_became_folder);
  g_test_add_func ("/torture/trouble/size-limit", test_size_limit);
  g_test_add_func ("/torture/trouble/small-disk", test_small_disk);
  g_test_add_func ("/torture/trouble/modes", test_modes);
  g_test_add_func ("/torture/trouble/copies", test_copies);
  /* The last: where the administrator runs it, the folders are another's then. */
  g_test_add_func ("/torture/trouble/read-only-folder", test_read_only_folder);
  result = g_test_run ();
  tl_rig_clear (folder);
  g_rmdir (folder);
  return result;
}
