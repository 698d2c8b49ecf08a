package dev.holdfast.ledger.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.infra.TestInfo;
import org.openjdk.jcstress.infra.runners.TestList;

/**
 * Runs each of jcstress's tests for a moment, with assertions on. {@code mvn -Pstress verify} gives
 * them minutes, without. See docs/threads.md.
 */
final class HandOversTest {

  static Collection<String> tests() {
    return TestList.tests();
  }

  @ParameterizedTest
  @MethodSource("tests")
  void showsNothingButWhatIsAllowed(String test) throws Exception {
    TestInfo info = TestList.getInfo(test);
    var race = new Race(Class.forName(info.binaryName()));

    assertThat(race.run(StressTime.MILLIS)).isNotEmpty().allMatch(seen -> isAllowed(info, seen));
  }

  private static boolean isAllowed(TestInfo info, String seen) {
    return info.cases().stream()
        .anyMatch(one -> one.matches(seen) && one.expect() == Expect.ACCEPTABLE);
  }
}
