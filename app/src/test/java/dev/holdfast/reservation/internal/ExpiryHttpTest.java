package dev.holdfast.reservation.internal;

import dev.holdfast.TimedServer;
import dev.holdfast.shared.ProblemCode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What deadlines do, on a ledger whose clock is handed in. */
class ExpiryHttpTest extends TimedServer {
  private static final String PATH = "/v1/reservations";

  private String sku = "";
  private WebTestClient shop = anyone();
  private String id = "";

  @BeforeEach
  void holdThreeForAMinute() {
    sku = sku(location(), 10);
    shop = shop(channel());
    var body = Map.of("lines", List.of(Map.of("sku", sku, "quantity", 3)), "ttlSeconds", 60);
    id = text(post(shop, PATH, body).expectStatus().isCreated().expectBody(), "$.id");
  }

  private WebTestClient.ResponseSpec verb(String verb) {
    return shop.post().uri(PATH + "/" + id + "/" + verb).exchange();
  }

  @Test
  void aMomentBeforeItsDeadlineItIsConfirmed() {
    pass(59);
    verb("confirm").expectStatus().isOk();
    pass(3_600);
    get(shop, PATH + "/" + id).expectBody().jsonPath("$.state").isEqualTo("CONFIRMED");
  }

  @Test
  void atItsDeadlineItIsTooLate() {
    pass(60);
    expectProblem(verb("confirm"), ProblemCode.RESERVATION_EXPIRED)
        .jsonPath("$.state")
        .isEqualTo("EXPIRED")
        .jsonPath("$.expiresAt")
        .isNotEmpty();
    expectTotal(sku, Map.of("held", 0, "available", 10));
    expectProblem(verb("release"), ProblemCode.RESERVATION_STATE)
        .jsonPath("$.state")
        .isEqualTo("EXPIRED");
  }

  @Test
  void readersSeeItExpiredWhetherSweptOrNot() {
    pass(60);
    get(shop, PATH + "/" + id).expectBody().jsonPath("$.state").isEqualTo("EXPIRED");
    get(shop, PATH + "?state=EXPIRED").expectBody().jsonPath("$.items[0].id").isEqualTo(id);
    get(shop, PATH + "?state=HELD").expectBody().jsonPath("$.items.length()").isEqualTo(0);
  }

  @Test
  void itsUnitsAreSoldToTheNextWhoAsks() {
    pass(60);
    var all = Map.of("lines", List.of(Map.of("sku", sku, "quantity", 10)));
    post(shop, PATH, all).expectStatus().isCreated();
  }

  @Test
  void extendedItLivesLonger() {
    pass(30);
    post(shop, PATH + "/" + id + "/extend", Map.of("ttlSeconds", 60)).expectStatus().isOk();
    pass(59);
    verb("confirm").expectStatus().isOk();
  }
}
