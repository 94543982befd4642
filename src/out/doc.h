/*
 * doc: the document as a tree of blocks, before anyone decides how it looks on paper.
 *
 * compose makes it from form and draft; every writer (plain pages now, docx later, the preview)
 * walks it. What is printed, in which order, with which cover, is the form's data. Texts are owned
 * by the doc's arena.
 *
 * A document is one paper (the application, or one of the form's other papers) or several bound
 * together: `parts` says where each begins. Boxes to tick are characters of the texts, □ and ■,
 * that every font and GB2312 has (text-rules 5.1).
 */
#ifndef OUT_DOC_H
#define OUT_DOC_H

#include "draft/draft.h"
#include "draft/facts.h"

enum block_kind {
    BLOCK_TITLE,      /* a centred line of the cover */
    BLOCK_COVER_LINE, /* label, value on a line to write on, what stands behind */
    BLOCK_TEXT,       /* a centred or plain line of the cover */
    BLOCK_SPACE,      /* `lines` empty lines */
    BLOCK_SEAL,       /* room for a seal: `lines` lines with `text` in the middle */
    BLOCK_PAGE_BREAK,
    BLOCK_HEADING, /* `level` 1 一、, 2 （一） */
    BLOCK_PARAGRAPH,
    BLOCK_FIGURE,    /* 图1 caption, file and size in pixels */
    BLOCK_PAPER,     /* the title of a paper other than the application, centred above its text */
    BLOCK_TABLE,     /* `table`; `text` is its caption, often empty */
    BLOCK_SIGNATURE, /* `text` says who signs or what is written there; a line to write on follows
                      */
};

enum column_align { COLUMN_LEFT, COLUMN_RIGHT, COLUMN_CENTRE };

/* A column as the form declares it; writers shrink in proportion what is wider than the page. */
struct block_column {
    struct sv label;
    uint32_t width; /* print cells, at least 2 */
    enum column_align align;
};

struct block_cell {
    struct sv text;     /* newlines part lines */
    struct place place; /* of the answer it shows, NO_FIELD for none */
    /* It says on which pages a part of this document stands (its id): a writer that numbers pages
     * itself puts a reference here, `text` is what the sheets of plain text have, if they were
     * laid out. Empty otherwise. */
    struct sv part;
};

/*
 * A table without frames. Where all labels are empty it has no head: that is how labels and values
 * stand beside each other. Otherwise the head is repeated on every page, and a row stays on one
 * page if a page can hold it.
 */
struct block_table {
    const struct block_column *columns;
    size_t column_count;
    const struct block_cell *cells; /* row by row */
    size_t row_count;
    bool total; /* the last row is a sum, set apart from the others */
};

struct block {
    enum block_kind kind;
    bool blank; /* nothing was written: `text` is the mark that says so, empty if nothing need be */
    bool keep;  /* of a paragraph or a signature: no page ends between it and what follows */
    uint32_t level;
    uint32_t lines;
    struct sv label; /* of a paragraph: words of the form's in front of the text; usually empty */
    struct sv text;
    struct sv after;
    /* What it shows, so that a page can lead back to the field; NO_FIELD for none. */
    struct place place;
    size_t at;      /* of a paragraph: where its text starts in the field's text */
    size_t over;    /* byte of `text` from which on it is past a limit; text.len when it is not */
    struct sv file; /* of a figure */
    uint32_t width; /* pixels, 0 unknown */
    uint32_t height;
    const struct block_table *table; /* of a BLOCK_TABLE, else NULL */
};

#define PAPER_APPLICATION "application"

/* One of the papers that a document binds: it begins on a page of its own. */
struct doc_part {
    struct sv id;    /* as the form names it, PAPER_APPLICATION for the application */
    struct sv title; /* in one line */
    struct sv head;  /* running head of its pages */
    size_t first;    /* its first block; in front of all but the first part stands a page break */
};

struct doc {
    struct arena arena;
    VEC(struct block) blocks;
    VEC(struct doc_part) parts; /* empty: the document is one paper, `head` its running head */
    struct sv head;             /* running head */
    struct sv mark; /* 草稿, 演示, 第 1 稿 with its code: printed in every foot; may be empty */
};

void doc_release(struct doc *d);

/*
 * The application as the form's `print` says; `out` starts zeroed. `facts` (may be NULL) gives
 * pictures their sizes. Headings are those of the form word for word, limits in brackets not
 * printed; a paragraph keeps its own point number, leading blanks of the writer's are taken for the
 * indent the page makes itself, empty paragraphs are left out. What is not asked for is not
 * printed. What a rule demands (an error, at any gate) and is empty prints （未填）; what may be
 * left out prints its label, if it has one, and nothing behind it. Controls print as blanks, so
 * that none of them can move the paper.
 *
 * A picture stands in the text that cites it (图1): after the paragraph its `place` names, after
 * the one that cites it when it names none or one that is not there. One that nothing cites goes
 * into the text its rules want it cited in, or the first, and to the end of it without a `place`.
 */
void compose_application(const struct draft *d, const struct facts *facts, struct doc *out);

/* 字 of the document with what the program adds: headings and captions counted (含标题), the cover
 * and the notes about picture files not. */
struct counts doc_counts(const struct doc *d);

bool block_table_has_head(const struct block_table *t);
/* Appends what stands for a picture where it is not shown: "（附图文件 a.png，960×640 像素）";
 * nothing for a figure without a file. */
void block_add_file_note(struct str *out, const struct block *figure);

#endif
