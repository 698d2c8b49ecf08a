package dev.holdfast;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A client of a bulk endpoint over a socket of its own: it sends lines and reads answers as it
 * likes, each in HTTP/1.1 chunks. Waits 30 seconds at most. Sending and reading may be done by two
 * threads.
 */
public final class NdjsonSocket implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 30_000;
  private static final JsonMapper JSON = new JsonMapper();

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private String head = "";
  private int chunkLeft;
  private boolean over;

  /** Asks for a path with these header lines, beside those that every bulk request has. */
  public NdjsonSocket(int port, String path, String... headers) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    in = new BufferedInputStream(socket.getInputStream());
    out = socket.getOutputStream();
    var request = new StringBuilder("POST " + path + " HTTP/1.1\r\nHost: localhost\r\n");
    request.append("Content-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n");
    for (String header : headers) {
      request.append(header).append("\r\n");
    }
    out.write(request.append("\r\n").toString().getBytes(ISO_8859_1));
  }

  /** The header line that lets in. */
  public static String bearer(String key) {
    return "Authorization: Bearer " + key;
  }

  /** Sends lines, each with its end, in one chunk. */
  public NdjsonSocket send(String... lines) throws IOException {
    return sendBytes((String.join("\n", lines) + "\n").getBytes(UTF_8));
  }

  /** Sends these bytes as one chunk. */
  public NdjsonSocket sendBytes(byte[] bytes) throws IOException {
    var chunk = new ByteArrayOutputStream();
    chunk.writeBytes((Integer.toHexString(bytes.length) + "\r\n").getBytes(ISO_8859_1));
    chunk.writeBytes(bytes);
    chunk.writeBytes("\r\n".getBytes(ISO_8859_1));
    out.write(chunk.toByteArray());
    return this;
  }

  /** Says that no line follows. */
  public NdjsonSocket end() throws IOException {
    out.write("0\r\n\r\n".getBytes(ISO_8859_1));
    return this;
  }

  /** The status line and the headers. */
  public String head() throws IOException {
    if (head.isEmpty()) {
      var lines = new StringBuilder();
      for (String line = readLine(); !line.isEmpty(); line = readLine()) {
        lines.append(line).append('\n');
      }
      head = lines.toString();
    }
    return head;
  }

  /** The next answer; nothing if the server has ended them in good order. */
  public Optional<JsonNode> next() throws IOException {
    head();
    var line = new ByteArrayOutputStream();
    while (hasMore()) {
      int b = readByte();
      if (b == '\n') {
        return Optional.of(JSON.readTree(line.toByteArray()));
      }
      line.write(b);
    }
    if (line.size() > 0) {
      throw new EOFException("the answer ended within a line");
    }
    return Optional.empty();
  }

  /** The next answer, which there must be. */
  public JsonNode answer() throws IOException {
    return next().orElseThrow();
  }

  /** All answers up to the end. */
  public List<JsonNode> rest() throws IOException {
    var rest = new ArrayList<JsonNode>();
    for (Optional<JsonNode> answer = next(); answer.isPresent(); answer = next()) {
      rest.add(answer.get());
    }
    return rest;
  }

  /** Leaves without a word: what is under way gets a reset. */
  public void cut() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private boolean hasMore() throws IOException {
    if (!over && chunkLeft == 0) {
      chunkLeft = Integer.parseInt(readLine(), 16);
      over = chunkLeft == 0;
    }
    return !over;
  }

  private int readByte() throws IOException {
    int b = readRaw();
    chunkLeft--;
    if (chunkLeft == 0) {
      readLine();
    }
    return b;
  }

  private String readLine() throws IOException {
    var line = new StringBuilder();
    for (int b = readRaw(); b != '\n'; b = readRaw()) {
      if (b != '\r') {
        line.append((char) b);
      }
    }
    return line.toString();
  }

  private int readRaw() throws IOException {
    int b = in.read();
    if (b < 0) {
      throw new EOFException("the connection ended before the answer did");
    }
    return b;
  }
}
