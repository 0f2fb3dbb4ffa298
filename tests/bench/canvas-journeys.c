/* canvas-journeys.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "canvas-journeys.h"

#include "tl-xml.h"

/* How many stages stand beside each other: a workshop has few, a large map many. */
static guint
count_rows (guint n_stages)
{
  return n_stages <= 20 ? 3 : n_stages <= 200 ? 5 : 12;
}

static void
link_stages (GArray *links, guint from, guint to, guint n_stages)
{
  JourneyLink link = { from, to };

  if (to < n_stages)
    g_array_append_val (links, link);
}

/* As customers go: on to the next, and now and then aside or past one: 1.25 ways on from each. */
GArray *
journey_links (guint n_stages)
{
  GArray *links = g_array_new (FALSE, FALSE, sizeof (JourneyLink));
  guint   n_rows = count_rows (n_stages);

  for (guint i = 0; i < n_stages; i++)
    {
      link_stages (links, i, i + n_rows, n_stages);
      if (i % 5 == 1 && i % n_rows != n_rows - 1)
        link_stages (links, i, i + n_rows + 1, n_stages);
      if (i % 20 == 7)
        link_stages (links, i, i + 2 * n_rows, n_stages);
    }
  return links;
}

static void
write_touchpoint (GString *xml, guint stage, guint k)
{
  static const char *const names[] = { "Opens the page", "Compares the plans", "Waits for an answer",
                                       "Reads the contract once more", "Pays" };
  static const char *const channels[] = { "web", "email", "phone", "shop", "app" };

  g_string_append_printf (xml, "<touchpoint id='t%u-%u' title='%s %u' channel='%s' emotion='%d' unit-cost='%u.50'>",
                          stage, k, names[k % 5], stage * 5 + k, channels[(stage + k) % 5], (int) (stage + k) % 5 - 2,
                          k + 1);
  if (k % 2 == 0)
    g_string_append_printf (xml, "<pain id='p%u-%u' title='It takes too long, case %u' incidence='0.05..0.1..0.2' "
                                 "leave='0.0%u'/>",
                            stage, k, stage * 5 + k, k + 1);
  g_string_append (xml, "</touchpoint>\n");
}

/* Writes a journey with a file of its own; returns its path. */
char *
journey_write (const char *folder, guint n_stages, guint n_touchpoints)
{
  g_autoptr (GString)    xml = g_string_new (NULL);
  g_autoptr (GArray)     links = journey_links (n_stages);
  g_autofree guint      *ways = g_new0 (guint, n_stages);
  guint                  n_rows = count_rows (n_stages);
  g_autofree char       *name = g_strdup_printf ("bench-%u-%u.journey", n_stages, n_touchpoints);
  char                  *path = g_build_filename (folder, name, NULL);
  g_autoptr (GBytes)     bytes = NULL;
  g_autoptr (TlXmlInput) input = NULL;
  g_autoptr (TlDocument) document = NULL;
  g_autoptr (GError)     error = NULL;

  g_string_append_printf (xml, "<journey xmlns='urn:throughline:journey:1' id='bench' title='%u stages' currency='GBP' "
                               "margin='0.4' horizon-years='2'>\n",
                          n_stages);
  for (guint i = 0; i < n_stages; i++)
    {
      g_string_append_printf (xml, "<stage id='s%u' title='Stage %u of the journey'%s revenue='%u'>\n", i, i + 1,
                              i < n_rows ? " entry='90000..100000..120000'" : "", i % 7 == 3 ? 40 : 0);
      for (guint k = 0; k < n_touchpoints; k++)
        write_touchpoint (xml, i, k);
      g_string_append (xml, "</stage>\n");
    }
  for (guint i = 0; i < links->len; i++)
    ways[g_array_index (links, JourneyLink, i).from]++;
  for (guint i = 0; i < links->len; i++)
    {
      const JourneyLink *link = &g_array_index (links, JourneyLink, i);

      g_string_append_printf (xml, "<transition from='s%u' to='s%u' share='%.2f'/>\n", link->from, link->to,
                              0.9 / ways[link->from]);
    }
  g_string_append (xml, "<fix id='fix' title='Answer sooner' one-off='20000'>"
                        "<effect on='p0-0' field='incidence' scale='0.5'/></fix>\n</journey>\n");
  bytes = g_string_free_to_bytes (g_steal_pointer (&xml));
  input = tl_xml_input_new_for_bytes (bytes, "bench");
  document = tl_xml_read (input, NULL, &error);
  g_assert_no_error (error);
  tl_document_publish_to (document, path, &error);
  g_assert_no_error (error);
  tl_document_discard (document);
  return path;
}

/* The same graph, with labels of the same two lines. */
char *
journey_dot (GArray *links, guint n_stages)
{
  GString *dot = g_string_new ("digraph g { rankdir=LR; node [shape=box]\n");

  for (guint i = 0; i < n_stages; i++)
    g_string_append_printf (dot, "s%u [label=\"Stage %u of the journey\\nOpens the page\"]\n", i, i + 1);
  for (guint i = 0; i < links->len; i++)
    g_string_append_printf (dot, "s%u -> s%u\n", g_array_index (links, JourneyLink, i).from,
                            g_array_index (links, JourneyLink, i).to);
  g_string_append (dot, "}\n");
  return g_string_free (dot, FALSE);
}

static double
side (double ax, double ay, double bx, double by, double px, double py)
{
  return (bx - ax) * (py - ay) - (by - ay) * (px - ax);
}

/* How many pairs of straight lines between the places cross, however these were found. */
guint64
journey_crossings (const double *x, const double *y, GArray *links)
{
  guint64 n = 0;

  for (guint i = 0; i < links->len; i++)
    for (guint k = i + 1; k < links->len; k++)
      {
        const JourneyLink *a = &g_array_index (links, JourneyLink, i), *b = &g_array_index (links, JourneyLink, k);
        double a1 = side (x[a->from], y[a->from], x[a->to], y[a->to], x[b->from], y[b->from]);
        double a2 = side (x[a->from], y[a->from], x[a->to], y[a->to], x[b->to], y[b->to]);
        double b1 = side (x[b->from], y[b->from], x[b->to], y[b->to], x[a->from], y[a->from]);
        double b2 = side (x[b->from], y[b->from], x[b->to], y[b->to], x[a->to], y[a->to]);

        if (((a1 > 0 && a2 < 0) || (a1 < 0 && a2 > 0)) && ((b1 > 0 && b2 < 0) || (b1 < 0 && b2 > 0)))
          n++;
      }
  return n;
}
