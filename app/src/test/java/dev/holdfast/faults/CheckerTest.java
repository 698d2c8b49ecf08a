package dev.holdfast.faults;

import static dev.holdfast.faults.Story.NOON;
import static dev.holdfast.faults.Story.line;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.faults.Write.Kind;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A history in which all is well, and one rule of it broken by each test. */
class CheckerTest {
  private final Story story = new Story();

  @BeforeEach
  void allIsWell() {
    story.received("rare-0", 5, 10);
    story.received("many-0", 5, 11);
    Write first = story.held("a", 20, NOON, line("rare-0", 3), line("many-0", 1));
    story.again.put(first, Story.replayed(first.answer().orElseThrow()));
    story.refused("b", 30, line("rare-0", 3));
    story.givenUp("c", line("many-0", 1), line("rare-0", 1));
    story.isShown("c", 35, line("many-0", 1), line("rare-0", 1));
    story.givenUp("d", line("many-0", 1));
    story.done(Kind.CONFIRM, "a", 40, line("rare-0", 3), line("many-0", 1));
    story.verbRefused(Kind.RELEASE, "a", 50, "CONFIRMED");
    story.looked("many-0", 40, 41, 5, 1, 1);
  }

  private void expect(String why) {
    List<String> wrong = story.check();
    assertThat(wrong).isNotEmpty();
    assertThat(wrong).allSatisfy(it -> assertThat(it).contains(why));
  }

  @Test
  void findsNothingWhereAllIsWell() {
    assertThat(story.check()).isEmpty();
  }

  @Test
  void anAnswerThatNeverCame() {
    story.history.add(Requests.reserve("e", List.of(line("many-0", 1)), 3_600));
    expect("never answered");
  }

  @Test
  void anotherAnswerToTheSameKey() {
    Write write = story.held("e", 60, NOON, line("many-0", 1));
    story.again.put(write, Story.replayed(Story.attempt(201, "", 60, "{\"id\":\"another\"}")));
    expect("the same key got two answers");
  }

  @Test
  void theSameAnswerOfAnotherPosition() {
    Write write = story.refused("e", 60, line("rare-0", 3));
    story.again.put(write, Story.replayed(Story.attempt(409, "INSUFFICIENT_STOCK", 61, "{}")));
    expect("the same key got two answers");
  }

  @Test
  void aRepeatThatIsNoReplay() {
    Write write = story.refused("e", 60, line("rare-0", 3));
    story.again.put(write, write.answer().orElseThrow());
    expect("the same key got two answers");
  }

  @Test
  void twoWritesAtOnePosition() {
    story.refused("e", 50, line("rare-0", 3));
    expect("two answers of one position");
  }

  @Test
  void timeThatGoesBack() {
    story.held("e", 60, NOON - 1, line("many-0", 1));
    expect("time went back");
  }

  @Test
  void moreSoldThanThereIs() {
    story.held("e", 60, NOON, line("rare-0", 2));
    expect("oversold");
  }

  @Test
  void aRefusalThatNeedNotHaveBeen() {
    story.refused("e", 60, line("rare-0", 1));
    expect("refused though everything is there");
  }

  @Test
  void aReservationWithHalfOfItsLines() {
    story.givenUp("e", line("many-0", 1), line("rare-0", 1));
    story.isShown("e", 60, line("many-0", 1));
    expect("half done");
  }

  @Test
  void stockThatIsRefused() {
    story.answered(
        Requests.receive("in", "rare-0", "north", 1),
        Story.attempt(409, "STOCK_CHANGED", 60, "{}"));
    expect("stock that comes is never refused");
  }

  @Test
  void aVerbThatTheStateForbids() {
    story.done(Kind.RELEASE, "a", 60, line("rare-0", 3), line("many-0", 1));
    expect("RELEASE was done to one that is CONFIRMED");
  }

  @Test
  void aVerbAfterTheDeadline() {
    story.held("e", 60, NOON, line("many-0", 1));
    story.held("f", 61, NOON + 3_600_000, line("many-0", 1));
    story.done(Kind.CONFIRM, "e", 62, line("many-0", 1));
    expect("CONFIRM was done to one that is HELD");
  }

  @Test
  void aRefusalForAStateThatIsNotItsOwn() {
    story.verbRefused(Kind.CANCEL, "a", 60, "RELEASED");
    expect("refused for a state that is not its own");
  }

  @Test
  void aVerbOnWhatIsNotThereYet() {
    story.done(Kind.CONFIRM, "a", 15, line("rare-0", 3), line("many-0", 1));
    expect("a verb was answered before its reservation was made");
  }

  @Test
  void aReadingOlderThanItsMinimum() {
    story.looked("many-0", 42, 41, 5, 1, 1);
    expect("a reading is older");
  }

  @Test
  void aReadingOfHalfAWrite() {
    story.looked("rare-0", 40, 41, 5, 3, 0);
    expect("a reading shows what never was");
  }

  @Test
  void aReadingOfWhatWasOverAtItsPosition() {
    story.looked("many-0", 0, 41, 5, 0, 2);
    expect("a reading shows what never was");
  }

  @Test
  void anAnsweredReservationThatIsGone() {
    story.held("e", 60, NOON, line("many-0", 1));
    story.shown.remove("e");
    expect("an answered reservation is missing");
  }

  @Test
  void anAnsweredVerbThatIsUndone() {
    story.held("e", 60, NOON, line("many-0", 1));
    story.done(Kind.CONFIRM, "e", 61, line("many-0", 1));
    story.isShown("e", 60, line("many-0", 1));
    expect("a reservation is not as it was answered");
  }

  @Test
  void aReservationNobodyAskedFor() {
    story.isShown("e", 60, line("many-0", 1));
    expect("nobody asked for this");
  }
}
