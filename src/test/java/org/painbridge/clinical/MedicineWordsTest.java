package org.painbridge.clinical;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MedicineWordsTest {
    private static final MedicineWords WORDS = MedicineWords.from(new Terminology());

    @ParameterizedTest
    @CsvSource({
        "Gabapentin 300 mg capsules, NO_OPIOID",
        "'Gabapentine 300mg, une capsule trois fois par jour', NO_OPIOID",
        "Prégabaline, NO_OPIOID",
        "APO-GABAPENTIN CAP 300MG, NO_OPIOID",
        "Acetaminophen 500 mg q6h PRN, NO_OPIOID",
        "Naloxone, NALOXONE",
        "Narcan nasal spray 4 mg/0.1 mL, NALOXONE",
        "Trousse de naloxone, NALOXONE",
        "Naloxone kit at home, NALOXONE",
        "Chlorhydrate de naloxone 0.4 mg/mL injectable, NALOXONE"
    })
    void aMedicineIsKnownByAllOfItsWords(String text, MedicineWords.Kind expected) {
        assertThat(WORDS.of(text)).contains(expected);
    }

    /** What may be an opioid is not told to be none, and what is no naloxone alone is none. */
    @ParameterizedTest
    @CsvSource({
        "Acetaminophen with codeine 30 mg",
        "Acetaminophen 300/30 mg",
        "Acetaminophen 300 mg 30 mg",
        "Acetaminophen #3",
        "Acetaminophen 3",
        "Acetaminophen No. 3",
        "Acetylsalicylic acid 222",
        "Buprenorphine-naloxone 8 mg/2 mg",
        "Suboxone (naloxone)",
        "Oxycodone and naloxone",
        "Bup and naloxone 2 mg",
        "No naloxone",
        "Gabapentin or the other one",
        "Her usual tablets",
        "Tablets 10 mg",
        "Морфин",
        "''"
    })
    void aWordThatIsNotKnownMayBeAnything(String text) {
        assertThat(WORDS.of(text)).isEmpty();
    }
}
