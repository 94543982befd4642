/*
 * select_steps: the parts of `desk select` (cmd_select.c).
 */
#ifndef CMD_DESK_SELECT_STEPS_H
#define CMD_DESK_SELECT_STEPS_H

#include "cmd/desk/city.h"

struct selecting {
    struct context *c;
    const struct args *args;
    struct at_desk at;
    struct city_round round; /* read */
    struct budget budget;
};

/* The candidates of the round in the order of --rank, with a proposal; nothing is recorded. */
bool select_rank(struct selecting *k, struct err *e);
/* Records the named cases as selected, with --rest all other candidates as not. */
bool select_record(struct selecting *k, struct err *e);
/* --public: the list of the selected of the round; as "earlier" those of all rounds. */
bool select_public(struct selecting *k, struct err *e);
/* --readers: the folder for the readers. */
bool select_readers(struct selecting *k, struct err *e);

#endif
