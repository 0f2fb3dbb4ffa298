/* tl-learner.h: telling texts apart by what people have told apart
 *
 * A plain classifier that can say why: softmax regression over words and pairs of neighbouring words, weighted by how rare
 * they are (tf·idf, texts of length 1). It begins with the weights of complement naive Bayes and improves them by AdaGrad, in
 * a fixed order, so that the same texts always teach the same.
 * A text may belong to several classes. The chance it gives is calibrated by one temperature, fitted on texts that were held
 * back, so that of what it says with 70 % about 70 % are right.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TlLearner:
 *
 * What was learned. Once it is taught, any threads may ask it.
 */
typedef struct _TlLearner TlLearner;

/**
 * TlLearnerSkill:
 * @n: how many texts were held back in turn, in five parts
 * @right: of how many the class thought likeliest was right
 * @majority: how many would have been right by always saying the most frequent class
 * @low: of the 95 % interval (Wilson) of the share that is right
 * @high: of the 95 % interval
 */
typedef struct
{
  guint  n;
  guint  right;
  guint  majority;
  double low;
  double high;
} TlLearnerSkill;

TlLearner *tl_learner_new         (guint                 n_classes);
void       tl_learner_free        (TlLearner            *self);
void       tl_learner_add         (TlLearner            *self,
                                   const char           *text,
                                   const guint          *classes,
                                   guint                 n_classes);
gboolean   tl_learner_teach       (TlLearner            *self,
                                   TlLearnerSkill       *skill,
                                   GCancellable         *cancellable,
                                   GError              **error);
guint      tl_learner_ask         (const TlLearner      *self,
                                   const char           *text,
                                   double               *chances);
char     **tl_learner_explain     (const TlLearner      *self,
                                   const char           *text,
                                   guint                 chosen,
                                   guint                 at_most);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlLearner, tl_learner_free)

G_END_DECLS
