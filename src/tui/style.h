/*
 * style: what a cell means, not how it looks. The terminal turns a style into colours or, in mono,
 * into attributes; every state is told by words or marks as well, so that nothing hangs on a style
 * alone.
 */
#ifndef TUI_STYLE_H
#define TUI_STYLE_H

/*  X(STYLE, letter in a dumped screen)  */
#define STYLES(X) \
    X(PLAIN, '.') \
    X(BAR, 'B')    /* title bar and key bar */ \
    X(KEY, 'K')    /* a key's name in the key bar */ \
    X(HEAD, 'H')   /* headings */ \
    X(DIM, 'd')    /* guidance, what is not filled in */ \
    X(LABEL, 'l')  /* the label of a field */ \
    X(FIELD, 'f')  /* the field with the caret */ \
    X(FOCUS, 'F')  /* the chosen line of a list */ \
    X(SELECT, 'S') /* selected text */ \
    X(OVER, 'O')   /* text past a limit */ \
    X(GOOD, 'g') \
    X(WARN, 'w') \
    X(BAD, 'b') \
    X(QUOTE, 'q') /* the notice's own words */ \
    X(GONE, '-')  /* of two versions: what would go */ \
    X(CAME, '+')  /* and what would come */ \
    X(NOTED, 'n') /* words an officer remarked on */

#define STYLE_ENUM(id, letter) STYLE_##id,
enum style { STYLES(STYLE_ENUM) STYLE_COUNT };
#undef STYLE_ENUM

char style_letter(enum style s);

#endif
