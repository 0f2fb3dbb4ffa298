/* tl-icon.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-icon.h"

#include <gio/gio.h>
#include <libxml/xmlreader.h>
#include <math.h>
#include <string.h>

#include "tl-icon-resources.h"

#define FOLDER "/org/throughline/Throughline/icons/scalable/actions"

#define GRID 16.0 /* the icons' own size */

/* The words that people have for channels, in the languages they come in most; the first that the channel begins with
 * wins. */
static const struct
{
  const char *word;
  const char *icon;
} channels[] = {
  { "web", "channel-web" },         { "site", "channel-web" },         { "online", "channel-web" },
  { "desktop", "channel-web" },     { "portal", "channel-web" },       { "internet", "channel-web" },
  { "phone", "channel-phone" },     { "tele", "channel-phone" },       { "call", "channel-phone" },
  { "ivr", "channel-phone" },       { "voice", "channel-phone" },      { "hotline", "channel-phone" },
  { "email", "channel-email" },     { "e-mail", "channel-email" },     { "mail", "channel-email" },
  { "newsletter", "channel-email" },
  { "chat", "channel-chat" },       { "bot", "channel-chat" },         { "messag", "channel-chat" },
  { "whatsapp", "channel-chat" },   { "app", "channel-app" },          { "mobile", "channel-app" },
  { "tablet", "channel-app" },      { "post", "channel-post" },        { "letter", "channel-post" },
  { "shop", "channel-shop" },       { "store", "channel-shop" },       { "branch", "channel-shop" },
  { "counter", "channel-shop" },    { "retail", "channel-shop" },      { "showroom", "channel-shop" },
  { "courier", "channel-courier" }, { "deliver", "channel-courier" },  { "parcel", "channel-courier" },
  { "carrier", "channel-courier" }, { "logistic", "channel-courier" }, { "van", "channel-courier" },
  { "person", "channel-person" },   { "face", "channel-person" },      { "visit", "channel-person" },
  { "agent", "channel-person" },    { "advis", "channel-person" },     { "staff", "channel-person" },
  { "engineer", "channel-person" }, { "technician", "channel-person" }, { "sales", "channel-person" },
  { "clinic", "channel-person" },   { "field", "channel-person" },     { "meeting", "channel-person" },
  { "social", "channel-social" },   { "twitter", "channel-social" },   { "facebook", "channel-social" },
  { "instagram", "channel-social" }, { "linkedin", "channel-social" }, { "forum", "channel-social" },
  { "sms", "channel-sms" },         { "text", "channel-sms" },         { "notification", "channel-sms" },
  { "push", "channel-sms" },        { "paper", "channel-paper" },      { "form", "channel-paper" },
  { "document", "channel-paper" },  { "bill", "channel-paper" },       { "invoice", "channel-paper" },
  { "contract", "channel-paper" },  { "print", "channel-paper" },      { "kiosk", "channel-machine" },
  { "machine", "channel-machine" }, { "terminal", "channel-machine" }, { "device", "channel-machine" },
  { "atm", "channel-machine" },     { "router", "channel-machine" },   { "product", "channel-machine" },
};

/**
 * tl_icon_for_channel:
 * @channel: (nullable): what a touchpoint's channel is called
 *
 * Returns: the name of an icon
 */
const char *
tl_icon_for_channel (const char *channel)
{
  g_autofree char *lower = channel ? g_utf8_strdown (channel, -1) : NULL;

  for (gsize i = 0; lower && i < G_N_ELEMENTS (channels); i++)
    if (g_str_has_prefix (lower, channels[i].word))
      return channels[i].icon;
  return "channel-other";
}

/* Where a path's text is being read. */
typedef struct
{
  const char *p;
  GArray     *steps;
  double      x, y;           /* the current point */
  double      start_x, start_y;
  double      control_x, control_y; /* the last control, for smooth curves */
} Reader;

static gboolean
read_number (Reader *self, double *value)
{
  const char *p = self->p;
  char       *end;

  while (*p == ' ' || *p == ',' || *p == '\n' || *p == '\t')
    p++;
  if (!g_ascii_isdigit (*p) && *p != '-' && *p != '+' && *p != '.')
    return FALSE;
  *value = g_ascii_strtod (p, &end);
  if (end == p || !isfinite (*value))
    return FALSE;
  self->p = end;
  return TRUE;
}

/* A flag of an arc is one digit, and the next number may follow it at once. */
static gboolean
read_flag (Reader *self, gboolean *value)
{
  while (*self->p == ' ' || *self->p == ',')
    self->p++;
  if (*self->p != '0' && *self->p != '1')
    return FALSE;
  *value = *self->p++ == '1';
  return TRUE;
}

static void
add (Reader *self, TlStep step)
{
  g_array_append_val (self->steps, step);
  if (step.type == TL_STEP_CLOSE)
    {
      self->x = self->start_x;
      self->y = self->start_y;
    }
  else
    {
      self->x = step.x;
      self->y = step.y;
    }
  if (step.type == TL_STEP_MOVE)
    {
      self->start_x = step.x;
      self->start_y = step.y;
    }
  self->control_x = step.type == TL_STEP_CURVE ? step.x2 : self->x;
  self->control_y = step.type == TL_STEP_CURVE ? step.y2 : self->y;
}

/* An elliptical arc as cubic curves of at most a quarter turn (SVG 1.1, appendix F.6). */
static void
add_arc (Reader *self, double rx, double ry, double turn, gboolean large, gboolean sweep, double x, double y)
{
  double phi = turn * G_PI / 180;
  double c = cos (phi), s = sin (phi);
  double dx = (self->x - x) / 2, dy = (self->y - y) / 2;
  double x1 = c * dx + s * dy, y1 = -s * dx + c * dy;
  double scale, k, cx1, cy1, cx, cy, from, span;
  int    n;

  rx = fabs (rx);
  ry = fabs (ry);
  if (rx <= 0 || ry <= 0 || (dx == 0 && dy == 0))
    {
      add (self, (TlStep) { .type = TL_STEP_LINE, .x = x, .y = y });
      return;
    }
  scale = sqrt (x1 * x1 / (rx * rx) + y1 * y1 / (ry * ry));
  if (scale > 1)
    {
      rx *= scale;
      ry *= scale;
    }
  k = (rx * rx * ry * ry) / (rx * rx * y1 * y1 + ry * ry * x1 * x1) - 1;
  k = sqrt (MAX (k, 0)) * (large == sweep ? -1 : 1);
  cx1 = k * rx * y1 / ry;
  cy1 = -k * ry * x1 / rx;
  cx = c * cx1 - s * cy1 + (self->x + x) / 2;
  cy = s * cx1 + c * cy1 + (self->y + y) / 2;
  from = atan2 ((y1 - cy1) / ry, (x1 - cx1) / rx);
  span = atan2 ((-y1 - cy1) / ry, (-x1 - cx1) / rx) - from;
  if (sweep && span < 0)
    span += 2 * G_PI;
  else if (!sweep && span > 0)
    span -= 2 * G_PI;
  n = MAX (1, (int) ceil (fabs (span) / (G_PI / 2) - 1e-9));
  for (int i = 0; i < n; i++)
    {
      double a = from + span * i / n, b = from + span * (i + 1) / n;
      double t = 4.0 / 3.0 * tan ((b - a) / 4);
      double p[3][2] = {
        { cos (a) - t * sin (a), sin (a) + t * cos (a) },
        { cos (b) + t * sin (b), sin (b) - t * cos (b) },
        { cos (b), sin (b) },
      };

      for (int j = 0; j < 3; j++)
        {
          double ex = p[j][0] * rx, ey = p[j][1] * ry;

          p[j][0] = cx + c * ex - s * ey;
          p[j][1] = cy + s * ex + c * ey;
        }
      add (self, (TlStep) { TL_STEP_CURVE, p[2][0], p[2][1], p[0][0], p[0][1], p[1][0], p[1][1] });
    }
}

/* One step of the given command, whose numbers come next. */
static gboolean
read_step (Reader *self, char command)
{
  gboolean relative = g_ascii_islower (command);
  double   ox = relative ? self->x : 0, oy = relative ? self->y : 0;
  double   v[6];
  gboolean large, sweep;
  int      n = 0;

  switch (g_ascii_toupper (command))
    {
    case 'H':
    case 'V':
      n = 1;
      break;
    case 'M':
    case 'L':
      n = 2;
      break;
    case 'S':
    case 'Q':
      n = 4;
      break;
    case 'C':
      n = 6;
      break;
    case 'A':
      if (!read_number (self, &v[0]) || !read_number (self, &v[1]) || !read_number (self, &v[2]) ||
          !read_flag (self, &large) || !read_flag (self, &sweep) || !read_number (self, &v[3]) ||
          !read_number (self, &v[4]))
        return FALSE;
      add_arc (self, v[0], v[1], v[2], large, sweep, ox + v[3], oy + v[4]);
      return TRUE;
    default:
      return FALSE;
    }
  for (int i = 0; i < n; i++)
    if (!read_number (self, &v[i]))
      return FALSE;
  switch (g_ascii_toupper (command))
    {
    case 'H':
      add (self, (TlStep) { .type = TL_STEP_LINE, .x = ox + v[0], .y = self->y });
      break;
    case 'V':
      add (self, (TlStep) { .type = TL_STEP_LINE, .x = self->x, .y = oy + v[0] });
      break;
    case 'M':
      add (self, (TlStep) { .type = TL_STEP_MOVE, .x = ox + v[0], .y = oy + v[1] });
      break;
    case 'L':
      add (self, (TlStep) { .type = TL_STEP_LINE, .x = ox + v[0], .y = oy + v[1] });
      break;
    case 'S':
      add (self, (TlStep) { TL_STEP_CURVE, ox + v[2], oy + v[3], 2 * self->x - self->control_x,
                            2 * self->y - self->control_y, ox + v[0], oy + v[1] });
      break;
    case 'Q':
      add (self, (TlStep) { TL_STEP_CURVE, ox + v[2], oy + v[3], self->x + (ox + v[0] - self->x) * 2 / 3,
                            self->y + (oy + v[1] - self->y) * 2 / 3, v[2] + ox + (v[0] - v[2]) * 2 / 3,
                            v[3] + oy + (v[1] - v[3]) * 2 / 3 });
      break;
    default:
      add (self, (TlStep) { TL_STEP_CURVE, ox + v[4], oy + v[5], ox + v[0], oy + v[1], ox + v[2], oy + v[3] });
      break;
    }
  return TRUE;
}

/**
 * tl_icon_parse_path:
 * @d: the data of an SVG path
 * @steps: (element-type TlStep): where its steps are added
 *
 * Reads all commands of SVG 1.1 but T.
 *
 * Returns: %FALSE where it cannot be read
 */
gboolean
tl_icon_parse_path (const char *d, GArray *steps)
{
  Reader self = { d, steps, 0, 0, 0, 0, 0, 0 };
  char   command = 0;

  for (;;)
    {
      while (*self.p == ' ' || *self.p == ',' || *self.p == '\n' || *self.p == '\t')
        self.p++;
      if (*self.p == '\0')
        return TRUE;
      if (g_ascii_isalpha (*self.p))
        command = *self.p++;
      else if (g_ascii_toupper (command) == 'M')
        command = command == 'M' ? 'L' : 'l';
      else if (command == 0 || g_ascii_toupper (command) == 'Z')
        return FALSE;
      if (g_ascii_toupper (command) == 'Z')
        add (&self, (TlStep) { .type = TL_STEP_CLOSE });
      else if (!read_step (&self, command))
        return FALSE;
    }
}

static GArray *
load_icon (const char *name)
{
  g_autofree char   *path = g_strdup_printf (FOLDER "/throughline-%s-symbolic.svg", name);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (tl_icons_get_resource (), path, 0, NULL);
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (TlStep));
  xmlTextReaderPtr   reader;
  gboolean           good = TRUE;

  if (bytes == NULL)
    return NULL;
  reader = xmlReaderForMemory (g_bytes_get_data (bytes, NULL), (int) g_bytes_get_size (bytes), NULL, NULL,
                               XML_PARSE_NONET);
  while (reader && xmlTextReaderRead (reader) == 1)
    {
      xmlChar *d;

      if (xmlTextReaderNodeType (reader) != XML_READER_TYPE_ELEMENT ||
          strcmp ((const char *) xmlTextReaderConstLocalName (reader), "path") != 0)
        continue;
      d = xmlTextReaderGetAttribute (reader, (const xmlChar *) "d");
      good = good && d && tl_icon_parse_path ((const char *) d, steps);
      xmlFree (d);
    }
  xmlFreeTextReader (reader);
  return good && steps->len > 0 ? g_steal_pointer (&steps) : NULL;
}

/**
 * tl_icon_draw:
 * @name: an icon's name, without `throughline-` and `-symbolic`
 * @x: its left edge
 * @y: its upper edge
 * @size: its width and height
 *
 * Draws an icon into the group that is open, as one path.
 *
 * Returns: %FALSE where there is no such icon
 */
gboolean
tl_icon_draw (TlScene *scene, const char *name, double x, double y, double size, TlColour colour)
{
  /* What was loaded once serves every scene, whichever thread draws it. */
  static GMutex      lock;
  static GHashTable *cache = NULL;
  GArray            *steps = NULL;
  double             scale = size / GRID;

  g_mutex_lock (&lock);
  if (cache == NULL)
    cache = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!g_hash_table_lookup_extended (cache, name, NULL, (gpointer *) &steps))
    {
      steps = load_icon (name);
      g_hash_table_insert (cache, g_strdup (name), steps);
    }
  g_mutex_unlock (&lock);
  if (steps == NULL)
    return FALSE;

  tl_scene_path_begin (scene, (TlPen) { .fill = colour });
  for (guint i = 0; i < steps->len; i++)
    {
      TlStep step = g_array_index (steps, TlStep, i);

      switch (step.type)
        {
        case TL_STEP_MOVE:
          tl_scene_move_to (scene, x + step.x * scale, y + step.y * scale);
          break;
        case TL_STEP_LINE:
          tl_scene_line_to (scene, x + step.x * scale, y + step.y * scale);
          break;
        case TL_STEP_CURVE:
          tl_scene_curve_to (scene, x + step.x1 * scale, y + step.y1 * scale, x + step.x2 * scale,
                             y + step.y2 * scale, x + step.x * scale, y + step.y * scale);
          break;
        case TL_STEP_CLOSE:
        default:
          tl_scene_close_path (scene);
          break;
        }
    }
  tl_scene_path_end (scene);
  return TRUE;
}
