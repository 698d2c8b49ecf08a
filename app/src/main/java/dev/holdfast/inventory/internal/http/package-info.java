/**
 * The HTTP interface of stock: locations, SKUs, movements, stock, availability, the ledger itself.
 *
 * <p>Touches {@code inventory}'s own interface and the positions; the past; the ledger only for its
 * figures and types. The scopes that open these endpoints:
 *
 * <table>
 *   <caption>scopes</caption>
 *   <tr><th>what<th>reading<th>writing
 *   <tr><td>locations, SKUs<td>{@code stock:read}<td>{@code stock:write}
 *   <tr><td>stock, movements<td>{@code stock:read}<td>{@code stock:write}
 *   <tr><td>availability<td>{@code availability:read}<td>
 *   <tr><td>the ledger's figures<td>{@code admin}<td>
 * </table>
 *
 * <p>A SKU's settings say when stock is low, which no quantity display cuts: so no channel's key
 * reads them.
 */
@NullMarked
package dev.holdfast.inventory.internal.http;

import org.jspecify.annotations.NullMarked;
