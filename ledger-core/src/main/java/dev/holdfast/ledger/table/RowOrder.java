package dev.holdfast.ledger.table;

import java.util.Arrays;

/**
 * Rows of a table in ascending order of two of their columns. Made for keys that mostly grow, such
 * as deadlines and positions: adding a row behind all others of its key and removing any row cost
 * the same few steps however many there are. A row whose key others share costs a step for each of
 * those that it precedes.
 *
 * <p>A tree over the bits of the key: a node has 64 slots, and a slot is a node again or a chain of
 * rows that is linked through the rows themselves. A chain that gets long is spread over a node of
 * its own, down to chains of one key. So memory is a fraction of a byte for each row where keys are
 * dense, and at most 16 bytes where they are not (64 if {@link #unordered}); it grows by single
 * nodes, which are used again.
 */
public final class RowOrder {

  private static final int NO_ROW = -1;
  private static final int NO_NODE = -1;

  /** In place of the number of rows, in a slot that is a node. */
  private static final int IS_NODE = -1;

  private static final int FAN_BITS = 6;
  private static final int FAN = 1 << FAN_BITS;

  /** Behind the slots of a node: a bit for each that is not empty. */
  private static final int USED = FAN;

  /** The longest chain of different keys where rows mostly come behind all others. */
  private static final int CHAIN_MAX = 32;

  /** And where they come in any order: a row costs a step for each that it precedes. */
  private static final int CHAIN_MAX_UNORDERED = 8;

  /** The least root covers 2^24 keys: 4.6 hours of milliseconds. */
  private static final int ROOT_SHIFT_MIN = 3 * FAN_BITS;

  private static final int ROOT_SHIFT_MAX = 10 * FAN_BITS;

  private final RowChain chain;
  private final int chainMax;
  private long[][] nodes = new long[16][];
  private int[] freeNodes = new int[16];
  private int nodeCount;
  private int freeCount;
  private int root = NO_NODE;
  private int rootShift;
  private long rootKey;
  private final int[] path = new int[ROOT_SHIFT_MAX / FAN_BITS + 1];
  private int first = NO_ROW;
  private long firstKey = Long.MAX_VALUE;
  private int size;

  /**
   * An empty order.
   *
   * @param key the column that rows are ordered by, never negative
   * @param tie the column that orders rows of the same key
   * @param links the column that belongs to this while a row is in it
   */
  public RowOrder(Rows rows, int key, int tie, int links) {
    this(new RowChain(rows, key, tie, links), CHAIN_MAX);
  }

  private RowOrder(RowChain chain, int chainMax) {
    this.chain = chain;
    this.chainMax = chainMax;
  }

  /** An empty order for rows that come in any order: quicker then, for some more memory. */
  public static RowOrder unordered(Rows rows, int key, int tie, int links) {
    return new RowOrder(new RowChain(rows, key, tie, links), CHAIN_MAX_UNORDERED);
  }

  public boolean isEmpty() {
    return size == 0;
  }

  public int size() {
    return size;
  }

  /** The row that comes first, or -1. */
  public int first() {
    return first;
  }

  /** The key of the row that comes first; {@link Long#MAX_VALUE} for none. */
  public long firstKey() {
    return firstKey;
  }

  /** The row behind a row, or the first of those of its kind if it is the last of them. */
  public int next(int row) {
    return chain.next(row);
  }

  /** A row near which one with a key belongs, or -1. Costs a few steps, and looks at no row. */
  public int near(long key) {
    if (root == NO_NODE) {
      return NO_ROW;
    }
    int shift = rootShift;
    long slot = nodes[root][slot(key, shift)];
    while (isNode(slot)) {
      shift -= FAN_BITS;
      slot = nodes[content(slot)][slot(key, shift)];
    }
    return slot == 0 ? NO_ROW : content(slot);
  }

  /**
   * Some of the rows that come first, and of each chain its last. Looks at no row.
   *
   * @return how many
   */
  public int firsts(int[] into, int most) {
    if (size == 0) {
      return 0;
    }
    long[] node = firstNode();
    int count = 0;
    for (long left = node[USED]; left != 0 && count < most; left &= left - 1) {
      into[count++] = content(node[Long.numberOfTrailingZeros(left)]);
    }
    return count;
  }

  /** Adds a row, which is not there; its columns must not change until it is removed. */
  public void add(int row) {
    long key = chain.key(row);
    long[] node = rootFor(key);
    int shift = rootShift;
    int at = slot(key, shift);
    while (isNode(node[at]) || (rowCount(node[at]) >= chainMax && shift > 0)) {
      node = isNode(node[at]) ? nodes[content(node[at])] : spread(node, at, shift);
      shift -= FAN_BITS;
      at = slot(key, shift);
    }
    append(node, at, row);
    size++;
    if (key < firstKey || (key == firstKey && chain.precedes(row, first))) {
      first = row;
      firstKey = key;
    }
  }

  /** Removes a row, which is there. */
  public void remove(int row) {
    long key = chain.key(row);
    int node = root;
    int shift = rootShift;
    int depth = 0;
    long slot = nodes[node][slot(key, shift)];
    while (isNode(slot)) {
      path[depth++] = node;
      node = content(slot);
      shift -= FAN_BITS;
      slot = nodes[node][slot(key, shift)];
    }
    int last = chain.remove(content(slot), row);
    if (last == NO_ROW) {
      clear(node, key, shift, depth);
    } else {
      nodes[node][slot(key, shift)] = Rows.pack(rowCount(slot) - 1, last);
    }
    size--;
    if (row == first) {
      settleFirst();
    }
  }

  private void append(long[] node, int at, int row) {
    long slot = node[at];
    int last = slot == 0 ? NO_ROW : content(slot);
    node[at] = Rows.pack(rowCount(slot) + 1, chain.add(last, row));
    node[USED] |= 1L << at;
  }

  /** Makes a node of a slot that is a chain. */
  private long[] spread(long[] node, int at, int shift) {
    int count = rowCount(node[at]);
    int row = chain.first(content(node[at]));
    int made = newNode();
    long[] child = nodes[made];
    for (int i = 0; i < count; i++) {
      int next = chain.next(row);
      append(child, slot(chain.key(row), shift - FAN_BITS), row);
      row = next;
    }
    node[at] = Rows.pack(IS_NODE, made);
    return child;
  }

  /** Empties a slot, and those above it whose nodes have become empty. */
  private void clear(int from, long key, int fromShift, int fromDepth) {
    int node = from;
    int shift = fromShift;
    int depth = fromDepth;
    while (!clear(nodes[node], slot(key, shift))) {
      freeNode(node);
      if (depth == 0) {
        root = NO_NODE;
        return;
      }
      node = path[--depth];
      shift += FAN_BITS;
    }
    if (node == root) {
      lowerRoot();
    }
  }

  /** Whether anything is left in the node. */
  private static boolean clear(long[] node, int at) {
    node[at] = 0;
    node[USED] &= ~(1L << at);
    return node[USED] != 0;
  }

  /** The root, made or raised until it covers a key. */
  private long[] rootFor(long key) {
    if (root == NO_NODE) {
      root = newNode();
      rootShift = ROOT_SHIFT_MIN;
      rootKey = key;
    }
    while (rootShift < ROOT_SHIFT_MAX && (key ^ rootKey) >>> (rootShift + FAN_BITS) != 0) {
      int child = root;
      root = newNode();
      rootShift += FAN_BITS;
      int at = slot(rootKey, rootShift);
      nodes[root][at] = Rows.pack(IS_NODE, child);
      nodes[root][USED] = 1L << at;
    }
    return nodes[root];
  }

  /** Takes away roots with nothing but one node below. */
  private void lowerRoot() {
    while (rootShift > ROOT_SHIFT_MIN) {
      long[] node = nodes[root];
      int at = Long.numberOfTrailingZeros(node[USED]);
      if (node[USED] != 1L << at || !isNode(node[at])) {
        return;
      }
      int child = content(node[at]);
      clear(node, at);
      freeNode(root);
      root = child;
      rootKey = ((rootKey >>> rootShift & -FAN) | at) << rootShift;
      rootShift -= FAN_BITS;
    }
  }

  private void settleFirst() {
    if (size == 0) {
      first = NO_ROW;
      firstKey = Long.MAX_VALUE;
      return;
    }
    long[] node = firstNode();
    first = chain.first(content(node[Long.numberOfTrailingZeros(node[USED])]));
    firstKey = chain.key(first);
  }

  /** The node that the first row hangs on. */
  private long[] firstNode() {
    long[] node = nodes[root];
    long slot = node[Long.numberOfTrailingZeros(node[USED])];
    while (isNode(slot)) {
      node = nodes[content(slot)];
      slot = node[Long.numberOfTrailingZeros(node[USED])];
    }
    return node;
  }

  private static int slot(long key, int shift) {
    return (int) (key >>> shift) & (FAN - 1);
  }

  private static boolean isNode(long slot) {
    return slot < 0;
  }

  /** Of a slot that is a chain, or empty. */
  private static int rowCount(long slot) {
    return (int) (slot >>> 32);
  }

  /** A slot's node, or the last row of its chain. */
  private static int content(long slot) {
    return (int) slot;
  }

  private int newNode() {
    if (freeCount > 0) {
      return freeNodes[--freeCount];
    }
    if (nodeCount == nodes.length) {
      nodes = Arrays.copyOf(nodes, nodeCount * 2);
    }
    nodes[nodeCount] = new long[FAN + 1];
    return nodeCount++;
  }

  /** Takes back a node, which is empty. */
  private void freeNode(int node) {
    if (freeCount == freeNodes.length) {
      freeNodes = Arrays.copyOf(freeNodes, freeCount * 2);
    }
    freeNodes[freeCount++] = node;
  }

  /** Carries the order; what links the rows is carried with them. */
  public void carry(Image image) {
    size = image.carry(size);
    first = image.carry(first);
    firstKey = image.carry(firstKey);
    root = image.carry(root);
    rootShift = image.carry(rootShift);
    rootKey = image.carry(rootKey);
    nodeCount = image.carry(nodeCount);
    freeCount = image.carry(freeCount);
    if (image.isLoading()) {
      nodes = new long[Math.max(16, nodeCount)][];
      for (int node = 0; node < nodeCount; node++) {
        nodes[node] = new long[FAN + 1];
      }
      freeNodes = new int[Math.max(16, freeCount)];
    }
    for (int node = 0; node < nodeCount; node++) {
      image.carry(nodes[node], FAN + 1);
    }
    image.carry(freeNodes, freeCount);
  }
}
