package org.painbridge.careplan.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CarePlan.CarePlanStatus;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Goal.GoalLifecycleStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.painbridge.careplan.Agreement;
import org.painbridge.careplan.Overdue;
import org.painbridge.careplan.TaskState;
import org.painbridge.clinical.Terminology;

class SheetWordsTest {
    @Test
    void bothLanguagesSayTheSameThings() {
        assertThat(SheetWords.of("fr").words().keySet())
                .isEqualTo(SheetWords.of("en").words().keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void everyCodeThatAPlanCanHaveHasAWord(String language) {
        SheetWords words = SheetWords.of(language);
        List<String> codes = Stream.of(
                        Arrays.stream(TaskState.values()).map(state -> "task." + state.code()),
                        Arrays.stream(Agreement.values()).map(agreement -> "agreement." + agreement.code()),
                        Arrays.stream(Overdue.values()).map(overdue -> "late." + overdue.code()),
                        Arrays.stream(GoalLifecycleStatus.values())
                                .filter(status -> status != GoalLifecycleStatus.NULL)
                                .map(status -> "goal." + status.toCode()),
                        Arrays.stream(AdministrativeGender.values())
                                .filter(sex -> sex != AdministrativeGender.NULL)
                                .map(sex -> "sex." + sex.toCode()),
                        Stream.of(
                                        CarePlanStatus.DRAFT,
                                        CarePlanStatus.ACTIVE,
                                        CarePlanStatus.ONHOLD,
                                        CarePlanStatus.REVOKED,
                                        CarePlanStatus.COMPLETED,
                                        CarePlanStatus.ENTEREDINERROR)
                                .map(status -> "plan." + status.toCode()),
                        new Terminology()
                                .codeSet("https://painbridge.example/fhir/ValueSet/plan-action").codes().stream()
                                        .map(code -> "action." + code.code()))
                .flatMap(all -> all)
                .toList();

        assertThat(words.words()).containsKeys(codes.toArray(String[]::new));
    }

    @Test
    void aCodeWithoutAWordIsShownAsItIsAndAnotherLanguageIsRefused() {
        assertThat(SheetWords.of("en").code("task", "flying")).isEqualTo("flying");
        assertThatThrownBy(() -> SheetWords.of("de")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void textIsTextWhateverItHolds() {
        assertThat(SheetMarkup.lines("<script>alert(\"1\")</script>\n& so on\u0007\uD800"))
                .isEqualTo("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;<br/>&amp; so on  ");
    }
}
