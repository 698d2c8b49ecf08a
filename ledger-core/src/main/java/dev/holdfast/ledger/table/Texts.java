package dev.holdfast.ledger.table;

import dev.holdfast.ledger.api.Text;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Stores UTF-8 texts in cells of 16 bytes, out of the garbage collector's sight. A text is known by
 * the number of its first cell; 0 is the empty text.
 */
public final class Texts {

  private static final int CELL_BITS = 4;

  /** Small enough that a collector moves a page like any object, and leaves no gap behind it. */
  private static final int PAGE_BITS = 18;

  private static final int CELLS_BITS = PAGE_BITS - CELL_BITS;
  private static final int PAGE_CELLS = 1 << CELLS_BITS;
  private static final int LENGTH_BYTES = 2;
  private static final int CELLS_MAX = cellsOf(Text.LENGTH_MAX);

  private byte[][] pages = {new byte[1 << PAGE_BITS]};
  private int nextCell = 1;
  private final int[] firstFreeByCells = new int[CELLS_MAX + 1];

  /** Reserves room for a text; the caller then fills it through {@link #page}. */
  public int allocate(int length) {
    if (length == 0) {
      return 0;
    }
    int cells = cellsOf(length);
    int text = firstFreeByCells[cells];
    if (text == 0) {
      text = bump(cells);
    } else {
      firstFreeByCells[cells] = readInt(text);
    }
    byte[] page = page(text);
    int at = start(text);
    page[at] = (byte) length;
    page[at + 1] = (byte) (length >>> 8);
    return text;
  }

  public void free(int text) {
    if (text != 0) {
      int cells = cellsOf(length(text));
      writeInt(text, firstFreeByCells[cells]);
      firstFreeByCells[cells] = text;
    }
  }

  /** The page that holds a text, from {@link #offset} on. */
  public byte[] page(int text) {
    return pages[text >>> CELLS_BITS];
  }

  public int offset(int text) {
    return start(text) + LENGTH_BYTES;
  }

  public int length(int text) {
    if (text == 0) {
      return 0;
    }
    byte[] page = page(text);
    int at = start(text);
    return (page[at] & 0xFF) | ((page[at + 1] & 0xFF) << 8);
  }

  public String string(int text) {
    return new String(page(text), offset(text), length(text), StandardCharsets.UTF_8);
  }

  public long hash(int text) {
    return text == 0 ? 0 : Hashing.of(page(text), offset(text), length(text));
  }

  public boolean equal(int text, byte[] bytes, int from, int length) {
    int offset = offset(text);
    return Arrays.equals(page(text), offset, offset + length(text), bytes, from, from + length);
  }

  public boolean equal(int text, String ascii) {
    int length = length(text);
    if (length != ascii.length()) {
      return false;
    }
    byte[] page = page(text);
    int offset = offset(text);
    for (int i = 0; i < length; i++) {
      if (page[offset + i] != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Orders by bytes. */
  public int compare(int text, int other) {
    int a = offset(text);
    int b = offset(other);
    return Arrays.compareUnsigned(
        page(text), a, a + length(text), page(other), b, b + length(other));
  }

  /** Loads a text's beginning, and returns something that depends on it. */
  public long touch(int text) {
    return page(text)[start(text)];
  }

  private int bump(int cells) {
    int page = nextCell >>> CELLS_BITS;
    int lastPage = (nextCell + cells - 1) >>> CELLS_BITS;
    if (page != lastPage) {
      nextCell = lastPage * PAGE_CELLS;
      page = lastPage;
    }
    if (page == pages.length) {
      pages = Arrays.copyOf(pages, page + 1);
      pages[page] = new byte[1 << PAGE_BITS];
    }
    int text = nextCell;
    nextCell += cells;
    return text;
  }

  private static int cellsOf(int length) {
    return (length + LENGTH_BYTES + (1 << CELL_BITS) - 1) >>> CELL_BITS;
  }

  private static int start(int text) {
    return (text & (PAGE_CELLS - 1)) << CELL_BITS;
  }

  /** A free text keeps its length, and its follower behind it; 16 bytes always have room. */
  private int readInt(int text) {
    byte[] page = page(text);
    int at = offset(text);
    return (page[at] & 0xFF)
        | ((page[at + 1] & 0xFF) << 8)
        | ((page[at + 2] & 0xFF) << 16)
        | ((page[at + 3] & 0xFF) << 24);
  }

  private void writeInt(int text, int value) {
    byte[] page = page(text);
    int at = offset(text);
    page[at] = (byte) value;
    page[at + 1] = (byte) (value >>> 8);
    page[at + 2] = (byte) (value >>> 16);
    page[at + 3] = (byte) (value >>> 24);
  }

  /** Carries all texts: a text keeps its number. */
  public void carry(Image image) {
    nextCell = image.carry(nextCell);
    image.carry(firstFreeByCells, firstFreeByCells.length);
    int count = ((nextCell - 1) >>> CELLS_BITS) + 1;
    if (image.isLoading()) {
      pages = new byte[count][1 << PAGE_BITS];
    }
    for (int page = 0; page < count; page++) {
      int cells = Math.min(PAGE_CELLS, nextCell - page * PAGE_CELLS);
      image.carry(pages[page], cells << CELL_BITS);
    }
  }
}
