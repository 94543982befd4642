#include "wizard/editor.h"

#include "text/cluster.h"
#include "text/utf8.h"
#include "wizard/motion.h"

struct sv editor_text(const struct editor *e)
{
    return e->draft ? draft_text(e->draft, e->place) : str_sv(e->own);
}

void editor_selection(const struct editor *e, size_t *from, size_t *to)
{
    *from = e->caret < e->anchor ? e->caret : e->anchor;
    *to = e->caret < e->anchor ? e->anchor : e->caret;
}

void editor_place(struct editor *e, size_t offset)
{
    struct sv text = editor_text(e);
    e->caret = offset >= text.len ? text.len : cluster_start(text, offset);
    e->anchor = e->caret;
    e->marking = false;
    e->has_goal = false;
}

struct spot editor_spot(const struct editor *e)
{
    return layout_spot(e->layout, editor_text(e), e->caret);
}

/* ---- changes ---- */

static void splice(struct editor *e, size_t at, size_t del, struct sv insert)
{
    if (e->draft) {
        draft_splice(e->draft, e->history, e->place, at, del, insert);
    } else {
        if (e->steps)
            text_steps_note(e->steps, at, sv_sub(str_sv(e->own), at, at + del), insert);
        str_splice(e->own, at, del, insert);
    }
    layout_splice(e->layout, editor_text(e), at, del, insert.len);
    e->caret = e->anchor = at + insert.len;
    e->marking = false;
    e->has_goal = false;
}

static void replace_selection(struct editor *e, struct sv text)
{
    size_t from, to;
    editor_selection(e, &from, &to);
    splice(e, from, to - from, text);
}

static void new_step(struct editor *e)
{
    if (e->history)
        history_step(e->history);
    if (e->steps)
        text_steps_close(e->steps);
}

static void go_on_typing(struct editor *e)
{
    if (e->history)
        history_type(e->history, e->place, e->caret);
    if (e->steps)
        text_steps_type(e->steps, e->caret);
}

void editor_replace(struct editor *e, struct sv text)
{
    new_step(e);
    replace_selection(e, text);
    new_step(e);
}

/* A step of typing ends with a sentence, so that Undo takes back what a person remembers writing.
 */
static bool ends_sentence(struct sv text)
{
    static const char *const marks[] = {"。", "！", "？", "；", "\n"};
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (sv_ends(text, sv_from(marks[i])))
            return true;
    return false;
}

static enum editor_answer type_text(struct editor *e, struct sv text)
{
    if (e->caret != e->anchor)
        new_step(e);
    go_on_typing(e);
    replace_selection(e, text);
    if (ends_sentence(text))
        new_step(e);
    return EDITOR_CHANGED;
}

/* Can a draft hold this, be it only until the clean-up: no file takes broken bytes or NUL. */
static bool can_stand(struct sv text)
{
    return utf8_valid(text, NULL) && sv_find_byte(text, '\0', 0) == SV_NONE;
}

/* What would have been lost in silence is put in first and cleaned in a step of its own: Undo
 * brings it back. */
static enum editor_answer paste(struct editor *e, struct sv text)
{
    struct str clean = {0};
    struct norm_report report = {0};
    if (e->one_line)
        norm_line(text, &clean, &report);
    else
        norm_text(text, &clean, &report);
    uint32_t newlines = report.newlines;
    if (!e->one_line)
        report.newlines = 0;
    bool cleaned = norm_changed(&report);
    report.newlines = newlines;
    size_t from, to;
    editor_selection(e, &from, &to);
    new_step(e);
    if (cleaned && can_stand(text)) {
        splice(e, from, to - from, text);
        new_step(e);
        to = from + text.len;
    }
    splice(e, from, to - from, str_sv(&clean));
    new_step(e);
    str_release(&clean);
    e->cleaned = report;
    return cleaned ? EDITOR_CLEANED : EDITOR_CHANGED;
}

static enum editor_answer delete_range(struct editor *e, size_t from, size_t to)
{
    if (from == to)
        return EDITOR_NOTHING;
    splice(e, from, to - from, SV(""));
    return EDITOR_CHANGED;
}

static enum editor_answer delete_one(struct editor *e, bool forwards)
{
    struct sv text = editor_text(e);
    size_t from, to;
    editor_selection(e, &from, &to);
    if (from != to) {
        new_step(e);
        return delete_range(e, from, to);
    }
    go_on_typing(e);
    return forwards ? delete_range(e, e->caret, cluster_next(text, e->caret))
                    : delete_range(e, cluster_prev(text, e->caret), e->caret);
}

/* Of a text of its own; a draft's is the wizard's to take back. */
static enum editor_answer turn_back(struct editor *e, bool redo)
{
    struct text_turn turn = {.last = false};
    bool any = false;
    while (!turn.last && text_steps_turn(e->steps, redo, &turn)) {
        str_splice(e->own, turn.at, turn.gone, turn.come);
        layout_splice(e->layout, editor_text(e), turn.at, turn.gone, turn.come.len);
        editor_place(e, turn.at + turn.come.len);
        any = true;
    }
    return any ? EDITOR_CHANGED : EDITOR_NOTHING;
}

static enum editor_answer copy(struct editor *e, struct str *clipboard, bool cut)
{
    size_t from, to;
    editor_selection(e, &from, &to);
    if (from == to)
        return EDITOR_NOTHING;
    str_set(clipboard, sv_sub(editor_text(e), from, to));
    if (!cut) {
        e->marking = false;
        return EDITOR_COPIED;
    }
    new_step(e);
    delete_range(e, from, to);
    new_step(e);
    return EDITOR_CHANGED;
}

/* ---- moves ---- */

static enum editor_answer move_to(struct editor *e, size_t caret, bool extend)
{
    e->caret = caret;
    if (!extend && !e->marking)
        e->anchor = caret;
    return EDITOR_MOVED;
}

static enum editor_answer move_rows(struct editor *e, int64_t rows, bool extend)
{
    struct sv text = editor_text(e);
    struct spot spot = editor_spot(e);
    if (!e->has_goal)
        e->goal = spot.column;
    int64_t row = (int64_t)spot.row + rows;
    int64_t last = (int64_t)e->layout->rows - 1;
    bool edge = (rows < 0 && spot.row == 0) || (rows > 0 && spot.row == last);
    if (edge && !extend && !e->marking)
        return EDITOR_IGNORED;
    if (edge)
        return move_to(e, rows < 0 ? 0 : text.len, extend);
    row = row < 0 ? 0 : row > last ? last : row;
    e->has_goal = true;
    return move_to(e, layout_offset(e->layout, text, (size_t)row, e->goal), extend);
}

static enum editor_answer move_sideways(struct editor *e, enum motion motion, bool extend)
{
    struct sv text = editor_text(e);
    size_t from, to;
    editor_selection(e, &from, &to);
    e->has_goal = false;
    /* A selection collapses to the side the arrow points to. */
    if (from != to && !extend && !e->marking && (motion == MOTION_LEFT || motion == MOTION_RIGHT))
        return move_to(e, motion == MOTION_LEFT ? from : to, false);
    return move_to(e, motion_offset(motion, e->layout, text, e->caret), extend);
}

static const struct {
    enum action action;
    enum action extending;
    enum motion motion;
} moves[] = {
    {ACTION_LEFT, ACTION_SELECT_LEFT, MOTION_LEFT},
    {ACTION_RIGHT, ACTION_SELECT_RIGHT, MOTION_RIGHT},
    {ACTION_WORD_LEFT, ACTION_SELECT_WORD_LEFT, MOTION_WORD_LEFT},
    {ACTION_WORD_RIGHT, ACTION_SELECT_WORD_RIGHT, MOTION_WORD_RIGHT},
    {ACTION_LINE_START, ACTION_SELECT_LINE_START, MOTION_ROW_START},
    {ACTION_LINE_END, ACTION_SELECT_LINE_END, MOTION_ROW_END},
    {ACTION_TEXT_START, ACTION_SELECT_TEXT_START, MOTION_TEXT_START},
    {ACTION_TEXT_END, ACTION_SELECT_TEXT_END, MOTION_TEXT_END},
};

static enum editor_answer apply_move(struct editor *e, enum action action, uint32_t rows)
{
    bool extend = action_flags(action) & ACTION_EXTENDS;
    for (size_t i = 0; i < sizeof moves / sizeof moves[0]; i++)
        if (moves[i].action == action || moves[i].extending == action)
            return move_sideways(e, moves[i].motion, extend);
    switch (action) {
    case ACTION_UP:
    case ACTION_SELECT_UP:
        return move_rows(e, -1, extend);
    case ACTION_DOWN:
    case ACTION_SELECT_DOWN:
        return move_rows(e, 1, extend);
    case ACTION_PAGE_UP:
    case ACTION_SELECT_PAGE_UP:
        return move_rows(e, -(int64_t)rows, extend);
    case ACTION_PAGE_DOWN:
    case ACTION_SELECT_PAGE_DOWN:
        return move_rows(e, rows, extend);
    default:
        return EDITOR_IGNORED;
    }
}

static enum editor_answer toggle_mark(struct editor *e)
{
    e->marking = !e->marking;
    e->anchor = e->caret;
    return EDITOR_MOVED;
}

static enum editor_answer select_all(struct editor *e)
{
    e->anchor = 0;
    e->caret = editor_text(e).len;
    e->has_goal = false;
    return EDITOR_MOVED;
}

enum editor_answer editor_apply(struct editor *e, enum action action, struct sv text, uint32_t rows,
                                struct str *clipboard)
{
    switch (action) {
    case ACTION_TYPE:
        return type_text(e, text);
    case ACTION_PASTE:
        return paste(e, text);
    case ACTION_PASTE_CLIP:
        return clipboard->len ? paste(e, str_sv(clipboard)) : EDITOR_NOTHING;
    case ACTION_ENTER:
        return e->one_line ? EDITOR_IGNORED : type_text(e, SV("\n"));
    case ACTION_BACKSPACE:
        return delete_one(e, false);
    case ACTION_DELETE:
        return delete_one(e, true);
    case ACTION_CUT:
        return copy(e, clipboard, true);
    case ACTION_COPY:
        return copy(e, clipboard, false);
    case ACTION_MARK:
        return toggle_mark(e);
    case ACTION_SELECT_ALL:
        return select_all(e);
    case ACTION_UNDO:
    case ACTION_REDO:
        return e->steps ? turn_back(e, action == ACTION_REDO) : EDITOR_IGNORED;
    default:
        return apply_move(e, action, rows);
    }
}
