/*
 * desk_io: a desk as a folder.
 *
 *   desk.yaml                         who sits here (desk.h)
 *   earlier.csv                       codes selected before, as the city lists them: code, name,
 *                                     round; may not be there
 *   cases/<draft id>/review.yaml      the record (review.h)
 *   cases/<draft id>/<n>/package.zip  the n-th delivery as it came, and beside it what is in it:
 *   cases/<draft id>/<n>/draft.yaml   the draft, the files it names, manifest.yaml
 *   .index                            what lists show, remade whenever it does not fit
 *
 * Plain files that can be copied, merged and mended by hand; there is no server. Folders are 2770,
 * files 0660: who may read the folder may see the cases, who may write in it works on them. What
 * came in is never written again. Ids are checked before they become names.
 */
#ifndef OFFICE_DESK_IO_H
#define OFFICE_DESK_IO_H

#include "office/queue.h"
#include "office/review_io.h"
#include "store/file.h"
#include "store/folder_stamps.h"

/* With file_write; both whatever the user's mask. */
enum { DESK_FILE_MODE = 0660 | FILE_SHARED, DESK_FOLDER_MODE = 02770 };

/* Is it a folder with desk.yaml. */
bool desk_is_here(const char *folder);
bool desk_load(const char *folder, struct desk *out, struct err *e);
/* Makes the folder and desk.yaml; fails (ERR_IO) where there is one already. */
bool desk_create(const char *folder, const struct desk *d, struct err *e);
/* Writes changed settings; what we do not know of the file stays. */
bool desk_store(const char *folder, const struct desk *d, struct err *e);

/* Makes a folder in the desk, and those between; they may be there already. */
bool desk_make_folder(const char *folder, const char *path, struct err *e);

/* An id that may be a folder's name: 8 to 64 hexadecimal digits, small letters. */
bool case_id_is_good(struct sv id);
/* Sets `out` to paths in the desk: of all cases, of one, of its record, of a delivery. */
void cases_path(struct str *out, const char *folder);
void case_path(struct str *out, const char *folder, struct sv id);
void case_record_path(struct str *out, const char *folder, struct sv id);
void case_intake_path(struct str *out, const char *folder, struct sv id, uint32_t number);

/* A record in hand: the bytes read last are kept, so that a save changes only what changed, keeps
 * what we do not know, and notices when somebody else wrote meanwhile. */
struct case_file {
    struct str path; /* of review.yaml */
    struct str source;
    bool saved;   /* there is a file */
    bool changed; /* the last save was refused because somebody else wrote it */
    struct review review;
};

/* A case that is not there is no failure: `saved` is false then, the record empty. */
bool case_load(const char *folder, struct sv id, struct case_file *out, struct err *e);
/* Makes the case's folder if it is not there. The folder of all cases gets the time of now
 * (desk_stamp). Fails (ERR_IO), the file as it was. */
bool case_save(struct case_file *f, struct err *e);
void case_file_release(struct case_file *f);
/* Takes away what a program that died left half written beside a record, which is its path. For
 * whoever has just locked it: nobody else writes it. */
void case_tidy(struct sv record);

/* All cases of a desk, sorted by id. Uses the index for records whose size and time are those it
 * knows, reads the others, and writes the index anew (quietly) when it did not fit. A record that
 * cannot be read is a row that says so. `form` may be NULL: tallies have no items then. */
bool queue_load(const char *folder, const struct form *form, struct queue *out, struct err *e);
/* While this is the same, no case came or went and no record was saved by case_save: one look
 * instead of one a case. What is changed by hand in a case's folder does not show. False: there are
 * no cases yet. */
bool desk_stamp(const char *folder, struct file_stamp *out);

/* Who was selected before, as earlier.csv says. */
struct earlier_row {
    struct str code; /* canonical */
    struct str name;
    struct str round;
};

struct earlier {
    VEC(struct earlier_row) rows; /* by code */
};

/* The columns are known by their heads (代码, 名称, 轮次 within them) or, where the first row is
 * none, by their order. A desk without the file has none. Fails with FILE:LINE. */
bool earlier_load(const char *folder, struct earlier *out, struct err *e);
/* The round in which a code was selected, empty: it was not. Borrowed. */
struct sv earlier_round(const struct earlier *list, struct sv code);
void earlier_release(struct earlier *list);

#endif
