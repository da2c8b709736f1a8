package org.painbridge.dispensing;

import java.time.LocalDate;

/** One day of the daily curve. */
public record MmeDay(LocalDate day, MmeFigure figure) {}
