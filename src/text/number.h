/*
 * number: figures, Chinese numerals, numbered points and dates as people type them (text-rules 7).
 *
 * number.c knows numbers that stand alone, number_figures.c and number_points.c those in prose. A
 * function that reads leaves its result alone when it returns false.
 */
#ifndef TEXT_NUMBER_H
#define TEXT_NUMBER_H

#include "base/date.h"
#include "base/vec.h"

/* Appends 一, 十, 十一, 二十, 一百零一 … for 0 to 9999. */
void number_add_chinese(struct str *out, uint32_t value);
/* Reads a Chinese integer up to 9999 that fills the whole text; lenient about 一十, 两, 〇 and 零.
 */
bool number_parse_chinese(struct sv text, uint32_t *value);
/* A decimal as typed: folded, blanks and grouping commas (by threes) out, optional sign and
 * fraction; `out` becomes the canonical text ("1280000", "-3.5"). False if it is none. Trailing
 * zeros stay: 3.50 was meant. */
bool number_canonical(struct sv typed, struct str *out);
/* Compares two canonical numbers: <0, 0, >0. */
int number_cmp(struct sv a, struct sv b);
/* Adds two canonical numbers exactly; `out` is replaced and must be neither of them. */
void number_add(struct sv a, struct sv b, struct str *out);
/* 2024-4-5, 2024/4/5, 2024.4.5, 20240405, 2024年4月5日, 二〇二四年四月五日, full-width digits; also
 * months alone if `month`. Days that exist, in the years of date_valid. */
bool number_parse_date(struct sv typed, bool month, struct date *out);

/* A figure found in prose. */
struct figure {
    size_t start; /* bytes of the digits and what belongs to them: "35%", "1,280万元", "十二家" */
    size_t end;
    size_t digits_end; /* end of the numeral itself */
    uint32_t value;    /* whole numbers up to 9999999; UINT32_MAX when it is no whole number */
};

VEC_TYPE(figures, struct figure);

/*
 * Appends every figure: Arabic digits of either width with % or a unit after them ("35%",
 * "1,280万元", "30余家"), or Chinese numerals directly before one of the measure words 家 个 项 台
 * 套 万 亿.
 *
 * No figures are years (2024年), dates, times of day, point numbers at the start of a paragraph or
 * after a stop, ordinals (第3, 3号), pictures (图1), telephone numbers, and names with a number in
 * them: 5G, ISO 9001, 工业4.0, 1+N.
 */
void figures_find(struct sv text, struct figures *out);

/* Paragraphs that open with a point number: 一、 （一） (一) 1. 1、 （1） ① 第一， 一是 举措一：
 * and the like. */
uint32_t points_count(struct sv text);
/* The length in bytes of the point number a paragraph opens with, 0 when it has none; blanks before
 * it included. */
size_t point_mark(struct sv paragraph);
/* The end of a point number that stands at `at` inside a paragraph: （1）, or 1、 after a stop. 0
 * if there is none. */
size_t point_mark_inside(struct sv paragraph, size_t at);

#endif
