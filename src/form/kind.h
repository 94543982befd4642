/*
 * kind: what kinds of field there are, one row a kind.
 *
 * A leaf holds one text (a choice holds the id of its option, several choices and file lists hold
 * one entry a line). A compound field is made of children: an address of its parts, a checklist of
 * its items, a material of its marks. Two kinds hold rows, each row a copy of the children: tables
 * and images; ties are rows as well. Rows do not nest.
 */
#ifndef FORM_KIND_H
#define FORM_KIND_H

#include "base/str.h"

/*  X(KIND, name in a definition, flags)  */
#define FIELD_KINDS(X) \
    X(LINE, "line", KIND_LEAF | KIND_TYPED) \
    X(TEXT, "text", KIND_LEAF | KIND_TYPED | KIND_PROSE) \
    X(NUMBER, "number", KIND_LEAF | KIND_TYPED) \
    X(MONEY, "money", KIND_LEAF | KIND_TYPED) \
    X(DATE, "date", KIND_LEAF | KIND_TYPED) \
    X(PHONE, "phone", KIND_LEAF | KIND_TYPED) \
    X(EMAIL, "email", KIND_LEAF | KIND_TYPED) \
    X(CREDIT_CODE, "credit_code", KIND_LEAF | KIND_TYPED) \
    X(YESNO, "yesno", KIND_LEAF) \
    X(CHOICE, "choice", KIND_LEAF | KIND_OPTIONS) \
    X(CHOICES, "choices", KIND_LEAF | KIND_OPTIONS | KIND_LIST) \
    X(FILES, "files", KIND_LEAF | KIND_LIST) \
    X(ADDRESS, "address", KIND_COMPOUND) \
    X(CHECKLIST, "checklist", KIND_COMPOUND | KIND_ITEMS) \
    X(MATERIALS, "materials", KIND_COMPOUND | KIND_ITEMS) \
    X(ITEM, "item", KIND_COMPOUND | KIND_INNER) \
    X(MATERIAL, "material", KIND_COMPOUND) \
    X(TABLE, "table", KIND_COMPOUND | KIND_ROWS) \
    X(IMAGES, "images", KIND_COMPOUND | KIND_ROWS) \
    X(ELEMENTS, "elements", KIND_COMPOUND | KIND_ROWS | KIND_OPTIONS) \
    X(COMPUTED, "computed", KIND_INFO)

enum kind_flag {
    KIND_LEAF = 1,      /* holds a text */
    KIND_TYPED = 2,     /* the text is typed by the writer */
    KIND_PROSE = 4,     /* of many paragraphs */
    KIND_OPTIONS = 8,   /* chosen from options */
    KIND_LIST = 16,     /* one entry a line */
    KIND_COMPOUND = 32, /* made of children */
    KIND_ROWS = 64,     /* children repeat in rows */
    KIND_ITEMS = 128,   /* the form lists its items */
    KIND_INNER = 256,   /* made by the loader, cannot be named in a definition */
    KIND_INFO = 512,    /* nothing to fill in */
};

#define FIELD_KIND_ENUM(id, name, flags) FIELD_##id,
enum field_kind { FIELD_KINDS(FIELD_KIND_ENUM) FIELD_KIND_COUNT };
#undef FIELD_KIND_ENUM

struct sv kind_name(enum field_kind kind);
unsigned kind_flags(enum field_kind kind);
/* False for an unknown or inner name. */
bool kind_by_name(struct sv name, enum field_kind *out);

#endif
