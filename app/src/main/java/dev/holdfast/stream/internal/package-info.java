/**
 * The availability stream, from a durable block to the bytes on a client's socket.
 *
 * <pre>
 * ledger ─► DirtySkus ─► Views: one ChannelView a channel ─► Follower, one a client ─► socket
 *           a bit a SKU    what changed for the channel's      what this client has not got,
 *                          eyes, each change once              read when the socket has room
 * </pre>
 *
 * <p>Three kinds of threads. The ledger's publishing thread sets bits and is gone. The views'
 * thread (there is one) alone writes views and tells followers that something changed. Each
 * follower works on its connection's event loop, and only reads its view. Nobody waits for anybody:
 * a slow client is a follower that is not asked for more, and holds a bounded list of SKU numbers.
 *
 * <p>Bounds. A view: some 100 bytes for each SKU that its clients follow, 200 more once it was sent
 * to one, and {@link ChangeRing#CAPACITY} changes; dropped a while after its last client left. A
 * client: a few hundred bytes, 50 more for each SKU it names, at most {@link Unsent#PENDING_MAX}
 * pending SKUs and one {@link dev.holdfast.stream.internal.wire.Batch} on its way. A block: one bit
 * set for each SKU it touched, and for each such SKU and each view that follows it one reading;
 * then one wake-up for each client that follows a SKU whose shown state changed. A client that
 * comes back: one look at each SKU it follows.
 */
@NullMarked
package dev.holdfast.stream.internal;

import org.jspecify.annotations.NullMarked;
