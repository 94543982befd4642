/* wizard_keys: a key on its way to the wizard, the same for terminals and scripts. */
#ifndef CMD_WIZARD_KEYS_H
#define CMD_WIZARD_KEYS_H

#include "cmd/session.h"
#include "tui/key.h"

/* Applies the key and carries out what the wizard asks for; s->reaction gathers what is to be done.
 */
void wizard_key(struct session *s, const struct key *key);

#endif
