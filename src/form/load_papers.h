/*
 * load_papers: the papers beside the application, and in which order all are bound. Private to the
 * loader.
 */
#ifndef FORM_LOAD_PAPERS_H
#define FORM_LOAD_PAPERS_H

#include "form/load_refs.h"

/* The list may be NULL: no papers. After all fields are known. */
void load_papers(struct loader *l, const struct yaml_node *list);
/* After load_papers; NULL: the application, then the papers in order. */
void load_binding(struct loader *l, const struct yaml_node *list);

#endif
