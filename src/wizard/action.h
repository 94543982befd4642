/*
 * action: everything a person can ask of the wizard, one row each.
 *
 * Keys are mapped to actions (tui/keymap), pages answer them. The flag MUTATES marks what changes
 * the draft: on a draft that is only to be read, those are refused in one place. The texts are what
 * F1 prints.
 */
#ifndef WIZARD_ACTION_H
#define WIZARD_ACTION_H

#include "base/i18n.h"

enum action_flag {
    ACTION_MUTATES = 1,
    ACTION_EXTENDS = 2, /* a move that drags the selection along */
    ACTION_TYPES = 4,   /* text comes with it */
};

enum action_group { GROUP_TEXT, GROUP_MOVE, GROUP_FORM, GROUP_FILE, GROUP_NONE };

/*  X(ACTION, group, flags, help)  */
#define ACTIONS(X) \
    X(NONE, GROUP_NONE, 0, "") \
    X(TYPE, GROUP_NONE, ACTION_TYPES, "") \
    X(PASTE, GROUP_NONE, ACTION_TYPES, "") \
    X(ENTER, GROUP_MOVE, 0, N_("进入、确定；多段文字里是换段")) \
    X(BACK, GROUP_MOVE, 0, N_("返回上一页，已填的都在")) \
    X(UP, GROUP_MOVE, 0, N_("上一行")) \
    X(DOWN, GROUP_MOVE, 0, N_("下一行")) \
    X(LEFT, GROUP_MOVE, 0, N_("左移")) \
    X(RIGHT, GROUP_MOVE, 0, N_("右移")) \
    X(NEXT_FIELD, GROUP_MOVE, 0, N_("下一栏")) \
    X(PREV_FIELD, GROUP_MOVE, 0, N_("上一栏")) \
    X(PAGE_UP, GROUP_MOVE, 0, N_("上一屏")) \
    X(PAGE_DOWN, GROUP_MOVE, 0, N_("下一屏")) \
    X(LINE_START, GROUP_MOVE, 0, N_("行首")) \
    X(LINE_END, GROUP_MOVE, 0, N_("行尾")) \
    X(TEXT_START, GROUP_MOVE, 0, N_("开头")) \
    X(TEXT_END, GROUP_MOVE, 0, N_("末尾")) \
    X(WORD_LEFT, GROUP_MOVE, 0, N_("上一个词")) \
    X(WORD_RIGHT, GROUP_MOVE, 0, N_("下一个词")) \
    X(SELECT_UP, GROUP_TEXT, ACTION_EXTENDS, "") \
    X(SELECT_DOWN, GROUP_TEXT, ACTION_EXTENDS, "") \
    X(SELECT_LEFT, GROUP_TEXT, ACTION_EXTENDS, "") \
    X(SELECT_RIGHT, GROUP_TEXT, ACTION_EXTENDS, "") \
    X(SELECT_LINE_START, GROUP_TEXT, ACTION_EXTENDS, "") \
    X(SELECT_LINE_END, GROUP_TEXT, ACTION_EXTENDS, "") \
    X(SELECT_TEXT_START, GROUP_TEXT, ACTION_EXTENDS, "") \
    X(SELECT_TEXT_END, GROUP_TEXT, ACTION_EXTENDS, "") \
    X(SELECT_WORD_LEFT, GROUP_TEXT, ACTION_EXTENDS, "") \
    X(SELECT_WORD_RIGHT, GROUP_TEXT, ACTION_EXTENDS, "") \
    X(SELECT_PAGE_UP, GROUP_TEXT, ACTION_EXTENDS, "") \
    X(SELECT_PAGE_DOWN, GROUP_TEXT, ACTION_EXTENDS, "") \
    X(SELECT_ALL, GROUP_TEXT, 0, N_("全选")) \
    X(MARK, GROUP_TEXT, 0, N_("从这里开始选择，再按取消")) \
    X(CUT, GROUP_TEXT, 0, N_("剪切")) \
    X(COPY, GROUP_TEXT, 0, N_("复制")) \
    X(PASTE_CLIP, GROUP_TEXT, 0, N_("粘贴")) \
    X(BACKSPACE, GROUP_TEXT, 0, N_("删去前一个字")) \
    X(DELETE, GROUP_TEXT, 0, N_("删去后一个字；在表里删去这一行")) \
    X(UNDO, GROUP_TEXT, ACTION_MUTATES, N_("撤销")) \
    X(REDO, GROUP_TEXT, ACTION_MUTATES, N_("重做")) \
    X(ADD, GROUP_FORM, 0, N_("在表里加一行")) \
    X(MOVE_UP, GROUP_FORM, 0, N_("把这一行上移")) \
    X(MOVE_DOWN, GROUP_FORM, 0, N_("把这一行下移")) \
    X(HELP, GROUP_FORM, 0, N_("说明：条款原文、算法、怎样改正，以及全部按键")) \
    X(REVIEW, GROUP_FORM, 0, N_("核对：还差什么、错在哪里")) \
    X(NEXT_PROBLEM, GROUP_FORM, 0, N_("到下一个问题")) \
    X(FIND, GROUP_FORM, 0, N_("在办公夹里：查找")) \
    X(NEXT_CASE, GROUP_FORM, 0, N_("在办公夹里：不回列表，直接打开下一件；看申报书时：下一部分")) \
    X(DONE, GROUP_FORM, 0, N_("这一部分填好了；在核对页上：写明理由，让提醒通过")) \
    X(SAVE, GROUP_FILE, 0, N_("保存")) \
    X(EXPORT, GROUP_FILE, 0, N_("导出申报书，供打印和报送")) \
    X(PREVIEW, GROUP_FILE, 0, N_("预览打印出来的样子")) \
    X(TEXT_FILE, GROUP_FILE, 0, N_("插入文本文件、存为文件、用别的编辑器")) \
    X(REDRAW, GROUP_FILE, 0, N_("重画屏幕")) \
    X(LEAVE, GROUP_FILE, 0, N_("离开（先保存）"))

#define ACTION_ENUM(id, group, flags, help) ACTION_##id,
enum action { ACTIONS(ACTION_ENUM) ACTION_COUNT };
#undef ACTION_ENUM

enum action_group action_group(enum action a);
unsigned action_flags(enum action a);
/* Translated; empty for what needs no words. */
const char *action_help(enum action a);
/* The name as in the table: "NEXT_FIELD". */
const char *action_name(enum action a);

#endif
