package org.painbridge.server.dispensing.nms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;

/** More lines than are stored together on the servers of the tests. */
abstract class NmsBatchScenarios extends NmsScenarios {
    private static final int LINES = 45;
    private static final int PERSONS = 15;

    @Test
    void aLongBatchIsStoredOnceThoughItIsSentTwice() {
        List<String> persons = new ArrayList<>();
        for (int i = 0; i < PERSONS; i++) {
            persons.add(PharmacyRecord.anyHealthNumber());
        }
        String[] lines = new String[LINES];
        for (int i = 0; i < LINES; i++) {
            lines[i] = PharmacyRecord.of(persons.get(i % PERSONS), pharmacy, "RX-" + i)
                    .by("9000" + i / PERSONS)
                    .on(PharmacyRecord.today().minusDays(i / PERSONS))
                    .json();
        }
        String batch = PharmacyRecord.body(lines);
        int before = dispenses();

        Answer first = http().post("MedicationDispense/$nms-submit", batch);
        Answer again = http().post("MedicationDispense/$nms-submit", batch);

        assertThat(text(first, "accepted", "valueInteger")).isEqualTo(String.valueOf(LINES));
        assertThat(text(again, "accepted", "valueInteger")).isEqualTo(String.valueOf(LINES));
        assertThat(again.text()).doesNotContain("\"name\":\"duplicate\",\"valueBoolean\":false");
        assertThat(dispenses() - before).isEqualTo(LINES);
        assertThat(first.text()).contains("\"code\":\"N1\"");
    }

    private int dispenses() {
        return database()
                .sql("select count(*) from nms_submission where pharmacy like ?")
                .param("%" + pharmacy)
                .query(Integer.class)
                .single();
    }
}
