/* shop.c: a small journey to change, for tests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "shop.h"

#include <string.h>

void
shop_init (Shop *shop)
{
  static char *const ids[] = { (char *) "a", (char *) "b", (char *) "c", (char *) "d" };

  memset (shop, 0, sizeof *shop);
  shop->journey = (TlImpactJourney) TL_IMPACT_JOURNEY_INIT;
  shop->journey.margin = n (.5);
  for (int s = 0; s < 4; s++)
    shop->stages[s] = (TlImpactStage) { TL_IMPACT_STEP, N (0), N (0) };
  shop->stages[BASKET].entry = n (1000);
  shop->stages[BOUGHT].kind = TL_IMPACT_WON;
  shop->stages[BOUGHT].revenue = n (80);
  shop->stages[GONE].kind = TL_IMPACT_LOST;
  shop->transitions[0] = (TlImpactTransition) { BASKET, BOUGHT, TRUE, N (.6) };
  shop->transitions[1] = (TlImpactTransition) { BASKET, GONE, TRUE, N (.3) };
  for (int t = 0; t < 3; t++)
    shop->touchpoints[t] = (TlImpactTouchpoint) { BASKET, N (1), N (2), N (0), N (1) };
  shop->pains[0] = shop->pains[1] = (TlImpactPain) { 0, N (.5), N (.4), N (1) };
  for (int f = 0; f < 4; f++)
    shop->fixes[f].id = ids[f];
  shop->journey.stages = shop->stages;
  shop->journey.n_stages = 3;
  shop->journey.transitions = shop->transitions;
  shop->journey.n_transitions = 2;
  shop->journey.touchpoints = shop->touchpoints;
  shop->journey.n_touchpoints = 1;
  shop->journey.pains = shop->pains;
  shop->journey.n_pains = 1;
  shop->journey.contacts = shop->contacts;
  shop->journey.becauses = shop->becauses;
  shop->journey.fixes = shop->fixes;
  shop->journey.effects = shop->effects;
}

TlImpactFix *
shop_add_fix (Shop *shop, double one_off, double run)
{
  TlImpactFix *fix = &shop->fixes[shop->journey.n_fixes++];

  fix->one_off = n (one_off);
  fix->run = n (run);
  return fix;
}

TlImpactEffect *
shop_add_effect (Shop *shop, TlImpactField field, guint on, gboolean shift, double amount)
{
  TlImpactEffect *effect = &shop->effects[shop->journey.n_effects++];

  *effect = (TlImpactEffect) { shop->journey.n_fixes - 1, field, on, shift, N (amount), TL_IMPACT_NONE };
  return effect;
}
