package dev.holdfast.ledger.table;

import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * Finds rows by numbers that are given out in ascending order: an array in pages, of which those
 * that hold a number are kept. A look costs two loads. A number that stays long keeps its page of
 * 16 KB; whatever is between the oldest page and the newest costs four bytes a page.
 */
public final class IdIndex {

  private static final int NO_ROW = -1;
  private static final int PAGE_BITS = 12;
  private static final int PAGE_NUMBERS = 1 << PAGE_BITS;

  /** Behind the rows of a page: how many there are. */
  private static final int COUNT = PAGE_NUMBERS;

  /** Stands for every page without numbers. */
  private final int[] noNumbers = new int[PAGE_NUMBERS + 1];

  private static final int SPARES_MAX = 64;

  /** A page number's low bits say where its page is; rows are plus one, so that 0 is none. */
  private int[][] pages = new int[16][];

  /** The pages from here to before {@code endPage} are there. */
  private long firstPage;

  private long endPage;
  private final ArrayDeque<int[]> spares = new ArrayDeque<>(SPARES_MAX);

  /** The row of a number, or -1. */
  public int row(long number) {
    long page = number >>> PAGE_BITS;
    return page < firstPage || page >= endPage
        ? NO_ROW
        : page(page)[(int) number & (PAGE_NUMBERS - 1)] - 1;
  }

  /**
   * Adds a number.
   *
   * @param number greater than all before it
   */
  public void put(long number, int row) {
    long page = number >>> PAGE_BITS;
    if (page >= endPage) {
      open(page);
    }
    int[] rows = page(page);
    rows[(int) number & (PAGE_NUMBERS - 1)] = row + 1;
    rows[COUNT]++;
  }

  /** Removes a number, which is there. */
  public void remove(long number) {
    long page = number >>> PAGE_BITS;
    int[] rows = page(page);
    rows[(int) number & (PAGE_NUMBERS - 1)] = 0;
    if (--rows[COUNT] == 0 && page != endPage - 1) {
      close(page);
    }
  }

  private int[] page(long page) {
    return pages[(int) page & (pages.length - 1)];
  }

  /** Makes a page the newest. */
  private void open(long page) {
    if (firstPage < endPage && page(endPage - 1)[COUNT] == 0) {
      close(endPage - 1);
    }
    if (firstPage == endPage || page(firstPage)[COUNT] == 0) {
      firstPage = page;
      endPage = page;
    }
    while (page - firstPage >= pages.length) {
      grow();
    }
    while (endPage < page) {
      set(endPage++, noNumbers);
    }
    int[] spare = spares.poll();
    set(endPage++, spare == null ? new int[PAGE_NUMBERS + 1] : spare);
  }

  /** Takes a page without numbers away, and with it those before it if it was the oldest. */
  private void close(long page) {
    if (spares.size() < SPARES_MAX) {
      spares.push(page(page));
    }
    set(page, noNumbers);
    while (firstPage < endPage - 1 && page(firstPage)[COUNT] == 0) {
      firstPage++;
    }
  }

  private void set(long page, int[] rows) {
    pages[(int) page & (pages.length - 1)] = rows;
  }

  private void grow() {
    int[][] old = pages;
    pages = Arrays.copyOf(old, old.length * 2);
    for (long page = firstPage; page < endPage; page++) {
      set(page, old[(int) page & (old.length - 1)]);
    }
  }

  /** Carries all numbers and their rows. */
  public void carry(Image image) {
    firstPage = image.carry(firstPage);
    endPage = image.carry(endPage);
    if (image.isLoading()) {
      int slots = 16;
      while (endPage - firstPage > slots) {
        slots *= 2;
      }
      pages = new int[slots][];
      spares.clear();
    }
    for (long page = firstPage; page < endPage; page++) {
      int count = image.carry(image.isLoading() ? 0 : page(page)[COUNT]);
      boolean isKept = count > 0 || page == endPage - 1;
      if (image.isLoading()) {
        set(page, isKept ? new int[PAGE_NUMBERS + 1] : noNumbers);
      }
      if (isKept) {
        image.carry(page(page), PAGE_NUMBERS + 1);
      }
    }
  }
}
