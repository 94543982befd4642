/*
 * load_desk: what a definition says for officers (desk.h). Private to the loader.
 */
#ifndef FORM_LOAD_DESK_H
#define FORM_LOAD_DESK_H

#include "form/load_refs.h"

/* `desk`, after the summary, whose columns limit the officer's own words; NULL: there is none. */
void load_desk(struct loader *l, const struct yaml_node *map);

#endif
