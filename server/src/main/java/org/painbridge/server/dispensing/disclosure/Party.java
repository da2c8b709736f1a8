package org.painbridge.server.dispensing.disclosure;

import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;

/**
 * One of the two who have a part in a disclosure.
 *
 * @param client by which the person comes
 */
record Party(String client, String person) {

    /** Whether somebody else is behind it; for applications in which many sign in, the person alone may decide. */
    boolean isAnotherThan(Party other, boolean oneClient) {
        return !person.equals(other.person) && (oneClient || !client.equals(other.client));
    }

    /** To the person, by what is stored here or by the name in the token. */
    Reference reference() {
        return person.matches("(Practitioner|PractitionerRole|Person|RelatedPerson|Patient)/[A-Za-z0-9\\-.]{1,64}")
                ? new Reference(person)
                : new Reference().setIdentifier(new Identifier().setValue(person));
    }
}
