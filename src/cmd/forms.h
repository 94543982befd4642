/*
 * forms: the form definitions there are, found by where they lie and loaded when they are asked
 * for.
 *
 * A form is a folder with a form.yaml. Folders of forms are searched in this order, and the first
 * form of an id counts: --form-path; TIANBIAO_FORMS, several parted by colons; `forms` beside the
 * program, which is how a build folder finds them; the folder of the installation. Each of them may
 * also be a form itself. A definition is read once, however many drafts ask for it, and one that
 * nobody asks for is not read at all: a form's folder is named after its id, so finding one form
 * does not load the others.
 */
#ifndef CMD_FORMS_H
#define CMD_FORMS_H

#include "base/err.h"
#include "base/vec.h"
#include "form/form.h"

struct forms;

struct found_form {
    struct str path;         /* of its form.yaml */
    const struct form *form; /* NULL: not loaded yet, or it has mistakes */
    struct err trouble;      /* why it could not be loaded */
    bool tried;
};

/* Borrowed from the store, in the order they count. */
VEC_TYPE(found_forms, const struct found_form *);

struct forms *forms_new(void);
void forms_free(struct forms *forms);
/* Adds a folder named by the user, searched after those added before. Fails (ERR_IO) when there is
 * none. */
bool forms_add(struct forms *forms, const char *folder, struct err *e);
/* Adds the folders of the environment, of the program and of the installation, as far as there are
 * such. */
void forms_add_usual(struct forms *forms);

/* Loads all there are, those with mistakes too (`form` NULL); appends them. Of two with one id the
 * first counts, the other is left out. */
void forms_all(struct forms *forms, struct found_forms *out);
/* The form of an id; lives as long as the store. Fails: ERR_USAGE when there is none, ERR_REFUSED
 * when its definition has mistakes. */
const struct form *forms_find(struct forms *forms, struct sv id, struct err *e);
/* As forms_find, but for the user's words: an id, a form.yaml or a folder that holds one. */
const struct form *forms_open(struct forms *forms, const char *name, struct err *e);
/* The only good form there is. Fails (ERR_USAGE) when there are several, or none. */
const struct form *forms_only(struct forms *forms, struct err *e);
/* Takes a form that was made otherwise; it lives as long as the store, and is not found by its id.
 */
void forms_adopt(struct forms *forms, struct form *take_form);
/* Does a file lie among the samples of a form? Loads nothing. */
bool forms_has_sample(struct forms *forms, const char *path);

/* Appends the form.yaml files a path stands for: itself, or those of a form folder or a folder of
 * forms. */
VEC_TYPE(form_paths, struct str);

void form_paths_find(const char *path, struct form_paths *out);
void form_paths_release(struct form_paths *list);

#endif
