/*
 * progress: how far each section is, for the task list.
 *
 * Never "done" by machine: a section is done when its writer says so and no error stands.
 */
#ifndef CHECK_PROGRESS_H
#define CHECK_PROGRESS_H

#include "check/finding.h"

enum section_state {
    SECTION_EMPTY,   /* 未填 */
    SECTION_STARTED, /* 在填 */
    SECTION_TROUBLE, /* 有问题: it is called done, or has content, and an error stands that is no
                        mere lack */
    SECTION_DONE,    /* 已完成 */
};

/* What the numbers of a section count. */
enum progress_unit {
    PROGRESS_ITEMS, /* 项: required fields, items of lists, materials the applicant must bring */
    PROGRESS_WORDS, /* 字 of its limit */
    PROGRESS_ROWS,  /* rows of its table against the rows demanded; the word is the table's unit */
};

struct progress {
    enum section_state state;
    enum progress_unit unit;
    struct sv unit_word; /* of rows: 家; borrowed from the form, may be empty */
    uint32_t done;
    uint32_t of;     /* 0: no number to reach */
    uint32_t errors; /* findings that stand in it */
    uint32_t warnings;
    bool relevant;
    VEC(uint32_t) missing; /* fields, in order, that are asked for and empty */
};

VEC_TYPE(progress_list, struct progress);

/* One for each section of the form, from the findings of a check at gate `final`. */
void progress_make(const struct draft *d, const struct findings *findings,
                   struct progress_list *out);
void progress_release(struct progress_list *p);
/* 未填, 在填, 有问题, 已完成, translated. */
const char *section_state_label(enum section_state s);

#endif
