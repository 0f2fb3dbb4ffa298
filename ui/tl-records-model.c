/* tl-records-model.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "tl-records-model.h"

/* Pages that are kept. The list view asks for some two hundred rows at a time. */
#define MOST_PAGES 40

/* Pages that wait to be fetched: who scrolls on does not want what was passed long ago. */
#define MOST_WAITING 12

/* Ids are listed so many records at a time. */
#define IDS_AT_ONCE 2000

/* What stands at a place */

struct _TlRecordsItem
{
  GObject   parent_instance;

  TlRecord *record; /* (nullable) */
  char     *error;  /* (nullable): why there is none */
};

enum
{
  ITEM_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TlRecordsItem, tl_records_item, G_TYPE_OBJECT)

static void
tl_records_item_finalize (GObject *object)
{
  TlRecordsItem *self = TL_RECORDS_ITEM (object);

  g_clear_pointer (&self->record, tl_record_free);
  g_clear_pointer (&self->error, g_free);
  G_OBJECT_CLASS (tl_records_item_parent_class)->finalize (object);
}

static void
tl_records_item_class_init (TlRecordsItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tl_records_item_finalize;

  /**
   * TlRecordsItem::changed:
   *
   * Its record has come, or another one.
   */
  signals[ITEM_CHANGED] = g_signal_new ("changed", TL_TYPE_RECORDS_ITEM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 0);
}

static void
tl_records_item_init (TlRecordsItem *self)
{
}

static void
item_take (TlRecordsItem *self, TlRecord *record, const char *error)
{
  g_clear_pointer (&self->record, tl_record_free);
  g_clear_pointer (&self->error, g_free);
  self->record = record;
  self->error = g_strdup (error);
  g_signal_emit (self, signals[ITEM_CHANGED], 0);
}

/**
 * tl_records_item_get_record:
 *
 * Returns: (transfer none) (nullable): the record; %NULL while it is on its way
 */
const TlRecord *
tl_records_item_get_record (TlRecordsItem *self)
{
  g_return_val_if_fail (TL_IS_RECORDS_ITEM (self), NULL);
  return self->record;
}

/**
 * tl_records_item_get_error:
 *
 * Returns: (transfer none) (nullable): why it cannot be read
 */
const char *
tl_records_item_get_error (TlRecordsItem *self)
{
  g_return_val_if_fail (TL_IS_RECORDS_ITEM (self), NULL);
  return self->error;
}

/* The list */

typedef struct
{
  guint          number;
  GPtrArray     *items;  /* TlRecordsItem */
  gboolean       is_old; /* of an earlier query, and to be fetched again */
  gboolean       is_here;
} Page;

struct _TlRecordsModel
{
  GObject          parent_instance;

  TlEvidenceQuery *query;
  guint            n;
  GtkBitset       *selected;
  GHashTable      *pages;   /* number → Page */
  GQueue           recent;  /* of numbers: what was looked at last first */
  GQueue           waiting; /* of numbers: the next first */
  GCancellable    *fetching;
  guint            starting; /* an idle */
};

static void list_init (GListModelInterface *iface);
static void selection_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TlRecordsModel, tl_records_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_init)
                                 G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL, selection_init))

static void
page_free (gpointer data)
{
  Page *page = data;

  g_ptr_array_unref (page->items);
  g_free (page);
}

static Page *
page_new (TlRecordsModel *self, guint number)
{
  Page *page = g_new0 (Page, 1);
  guint first = number * TL_RECORDS_PAGE;

  page->number = number;
  page->items = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = first; i < self->n && i < first + TL_RECORDS_PAGE; i++)
    g_ptr_array_add (page->items, g_object_new (TL_TYPE_RECORDS_ITEM, NULL));
  return page;
}

static void fetch_next (TlRecordsModel *self);

typedef struct
{
  TlRecordsModel *model;
  guint           number;
  GCancellable   *cancellable;
} Fetch;

static void
fetched (GObject *source, GAsyncResult *result, gpointer data)
{
  Fetch                         *fetch = data;
  g_autoptr (TlRecordsModel)     self = fetch->model;
  g_autoptr (GCancellable)       cancellable = fetch->cancellable;
  g_autoptr (GError)             error = NULL;
  g_autoptr (GPtrArray)          records = NULL;
  Page                          *page = g_hash_table_lookup (self->pages, GUINT_TO_POINTER (fetch->number));

  g_free (fetch);
  records = tl_evidence_query_fetch_finish (TL_EVIDENCE_QUERY (source), result, &error);
  if (self->fetching != cancellable)
    return; /* another query has taken its place */
  g_clear_object (&self->fetching);
  if (page)
    {
      g_autoptr (GPtrArray) items = g_ptr_array_ref (page->items);

      page->is_here = records != NULL;
      page->is_old = FALSE;
      for (guint i = 0; i < items->len; i++)
        item_take (items->pdata[i], records && i < records->len ? g_steal_pointer (&records->pdata[i]) : NULL,
                   records ? NULL : error->message);
    }
  fetch_next (self);
}

static void
fetch_next (TlRecordsModel *self)
{
  while (self->fetching == NULL && self->query && !g_queue_is_empty (&self->waiting))
    {
      guint  number = GPOINTER_TO_UINT (g_queue_pop_head (&self->waiting));
      Page  *page = g_hash_table_lookup (self->pages, GUINT_TO_POINTER (number));
      Fetch *fetch;

      if (page == NULL || (page->is_here && !page->is_old))
        continue;
      self->fetching = g_cancellable_new ();
      fetch = g_new0 (Fetch, 1);
      *fetch = (Fetch) { g_object_ref (self), number, g_object_ref (self->fetching) };
      tl_evidence_query_fetch_async (self->query, number * TL_RECORDS_PAGE, TL_RECORDS_PAGE, self->fetching, fetched, fetch);
    }
}

static gboolean
start (gpointer data)
{
  TlRecordsModel *self = data;

  self->starting = 0;
  fetch_next (self);
  return G_SOURCE_REMOVE;
}

/* Not at once: who drags the scroll bar passes thousands of rows between two frames. */
static void
ask (TlRecordsModel *self, guint number)
{
  g_queue_remove (&self->waiting, GUINT_TO_POINTER (number));
  g_queue_push_head (&self->waiting, GUINT_TO_POINTER (number));
  while (self->waiting.length > MOST_WAITING)
    {
      gpointer dropped = g_queue_pop_tail (&self->waiting);

      /* It is asked for again when somebody looks there again. */
      g_hash_table_remove (self->pages, dropped);
      g_queue_remove (&self->recent, dropped);
    }
  if (self->starting == 0)
    self->starting = g_timeout_add (15, start, self);
}

static Page *
look (TlRecordsModel *self, guint number)
{
  gpointer key = GUINT_TO_POINTER (number);
  Page    *page = g_hash_table_lookup (self->pages, key);

  if (page == NULL)
    {
      page = page_new (self, number);
      g_hash_table_insert (self->pages, key, page);
      ask (self, number);
    }
  if (g_queue_peek_head (&self->recent) != key)
    {
      g_queue_remove (&self->recent, key);
      g_queue_push_head (&self->recent, key);
    }
  while (self->recent.length > MOST_PAGES)
    g_hash_table_remove (self->pages, g_queue_pop_tail (&self->recent));
  return page;
}

static GType
get_item_type (GListModel *model)
{
  return TL_TYPE_RECORDS_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return TL_RECORDS_MODEL (model)->n;
}

static gpointer
get_item (GListModel *model, guint position)
{
  TlRecordsModel *self = TL_RECORDS_MODEL (model);

  if (position >= self->n)
    return NULL;
  return g_object_ref (look (self, position / TL_RECORDS_PAGE)->items->pdata[position % TL_RECORDS_PAGE]);
}

static void
list_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static gboolean
is_selected (GtkSelectionModel *model, guint position)
{
  return gtk_bitset_contains (TL_RECORDS_MODEL (model)->selected, position);
}

static GtkBitset *
get_selection (GtkSelectionModel *model, guint position, guint n_items)
{
  return gtk_bitset_ref (TL_RECORDS_MODEL (model)->selected);
}

static gboolean
set_selection (GtkSelectionModel *model, GtkBitset *selected, GtkBitset *mask)
{
  TlRecordsModel        *self = TL_RECORDS_MODEL (model);
  g_autoptr (GtkBitset)  changed = gtk_bitset_copy (self->selected);
  guint                  first, last;

  gtk_bitset_difference (changed, selected);
  gtk_bitset_intersect (changed, mask);
  if (gtk_bitset_is_empty (changed))
    return TRUE;
  if (self->n > 0 && gtk_bitset_get_maximum (changed) >= self->n)
    gtk_bitset_remove_range (changed, self->n, G_MAXUINT - self->n);
  if (gtk_bitset_is_empty (changed))
    return TRUE;
  gtk_bitset_difference (self->selected, changed);
  first = gtk_bitset_get_minimum (changed);
  last = gtk_bitset_get_maximum (changed);
  gtk_selection_model_selection_changed (model, first, last - first + 1);
  return TRUE;
}

static void
selection_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->get_selection_in_range = get_selection;
  iface->set_selection = set_selection;
}

static void
stop (TlRecordsModel *self)
{
  if (self->fetching)
    g_cancellable_cancel (self->fetching);
  g_clear_object (&self->fetching);
  g_clear_handle_id (&self->starting, g_source_remove);
  g_queue_clear (&self->waiting);
}

static void
tl_records_model_finalize (GObject *object)
{
  TlRecordsModel *self = TL_RECORDS_MODEL (object);

  stop (self);
  g_queue_clear (&self->recent);
  g_hash_table_unref (self->pages);
  gtk_bitset_unref (self->selected);
  g_clear_object (&self->query);
  G_OBJECT_CLASS (tl_records_model_parent_class)->finalize (object);
}

static void
tl_records_model_class_init (TlRecordsModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tl_records_model_finalize;
}

static void
tl_records_model_init (TlRecordsModel *self)
{
  self->selected = gtk_bitset_new_empty ();
  self->pages = g_hash_table_new_full (NULL, NULL, NULL, page_free);
}

/**
 * tl_records_model_new:
 *
 * Returns: (transfer full): a list of nothing yet
 */
TlRecordsModel *
tl_records_model_new (void)
{
  return g_object_new (TL_TYPE_RECORDS_MODEL, NULL);
}

/* The same records, of which some say something else now: what is shown stays until it has come anew. */
static void
fetch_again (TlRecordsModel *self)
{
  GHashTableIter iter;
  gpointer       key, value;

  g_hash_table_iter_init (&iter, self->pages);
  while (g_hash_table_iter_next (&iter, &key, &value))
    ((Page *) value)->is_old = TRUE;
  for (GList *l = self->recent.tail; l; l = l->prev)
    if (g_hash_table_contains (self->pages, l->data))
      g_queue_push_head (&self->waiting, l->data);
  fetch_next (self);
}

/**
 * tl_records_model_set_query:
 * @query: (nullable): what it lists
 * @n: how many records @query finds
 * @same: whether it finds the same records as the one before, in the same order: then what is selected stays
 */
void
tl_records_model_set_query (TlRecordsModel *self, TlEvidenceQuery *query, guint n, gboolean same)
{
  guint before = self->n;

  g_return_if_fail (TL_IS_RECORDS_MODEL (self));
  stop (self);
  g_set_object (&self->query, query);
  if (same && n == before)
    {
      fetch_again (self);
      return;
    }
  g_hash_table_remove_all (self->pages);
  g_queue_clear (&self->recent);
  gtk_bitset_remove_all (self->selected);
  self->n = n;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, n);
}

/**
 * tl_records_model_get_query:
 *
 * Returns: (transfer none) (nullable): what it lists
 */
TlEvidenceQuery *
tl_records_model_get_query (TlRecordsModel *self)
{
  g_return_val_if_fail (TL_IS_RECORDS_MODEL (self), NULL);
  return self->query;
}

/**
 * tl_records_model_n_selected:
 *
 * Returns: how many records are selected
 */
guint
tl_records_model_n_selected (TlRecordsModel *self)
{
  g_return_val_if_fail (TL_IS_RECORDS_MODEL (self), 0);
  return (guint) gtk_bitset_get_size (self->selected);
}

/**
 * tl_records_model_is_waiting:
 *
 * Returns: whether something that was looked at is still on its way
 */
gboolean
tl_records_model_is_waiting (TlRecordsModel *self)
{
  g_return_val_if_fail (TL_IS_RECORDS_MODEL (self), FALSE);
  return self->fetching || self->starting || !g_queue_is_empty (&self->waiting);
}

/* The ids of what stands at many places */

typedef struct
{
  GtkBitset       *places;
  TlEvidenceQuery *query;
  guint            first;
  GPtrArray       *ids;
} Listing;

static void
listing_free (gpointer data)
{
  Listing *self = data;

  gtk_bitset_unref (self->places);
  g_object_unref (self->query);
  g_ptr_array_unref (self->ids);
  g_free (self);
}

static void list_more (GTask *task);

static void
listed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask)     task = data;
  Listing              *listing = g_task_get_task_data (task);
  GError               *error = NULL;
  g_autoptr (GPtrArray) records = tl_evidence_query_fetch_finish (TL_EVIDENCE_QUERY (source), result, &error);

  if (records == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  for (guint i = 0; i < records->len; i++)
    if (gtk_bitset_contains (listing->places, listing->first + i))
      g_ptr_array_add (listing->ids, g_strdup (((TlRecord *) records->pdata[i])->id));
  gtk_bitset_remove_range (listing->places, 0, listing->first + IDS_AT_ONCE);
  list_more (task);
}

static void
list_more (GTask *task)
{
  Listing *listing = g_task_get_task_data (task);

  if (gtk_bitset_is_empty (listing->places))
    {
      g_ptr_array_add (listing->ids, NULL);
      g_task_return_pointer (task, g_strdupv ((char **) listing->ids->pdata), (GDestroyNotify) g_strfreev);
      return;
    }
  listing->first = gtk_bitset_get_minimum (listing->places);
  tl_evidence_query_fetch_async (listing->query, listing->first,
                                 MIN (IDS_AT_ONCE, gtk_bitset_get_maximum (listing->places) - listing->first + 1),
                                 g_task_get_cancellable (task), listed, g_object_ref (task));
}

/**
 * tl_records_model_ids_async:
 * @places: which
 * @cancellable: (nullable): ends it
 *
 * Lists the ids of records, as they were found: also of those that nobody has looked at yet.
 */
void
tl_records_model_ids_async (TlRecordsModel *self, GtkBitset *places, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  Listing          *listing = g_new0 (Listing, 1);

  g_return_if_fail (TL_IS_RECORDS_MODEL (self) && self->query);
  listing->places = gtk_bitset_copy (places);
  listing->query = g_object_ref (self->query);
  listing->ids = g_ptr_array_new_with_free_func (g_free);
  g_task_set_task_data (task, listing, listing_free);
  list_more (task);
}

/**
 * tl_records_model_ids_finish:
 *
 * Returns: (transfer full) (array zero-terminated=1): the ids; %NULL with an error
 */
char **
tl_records_model_ids_finish (TlRecordsModel *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
