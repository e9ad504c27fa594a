package dev.tocsin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.core.event.EventUser;
import dev.tocsin.core.psa.TicketSnapshot;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How a PSA finds the contact that a user is: the one of this company, or none. */
abstract class PsaContactTests extends PsaTests {
    private static final String MAIL = "Jo.Doe@acme.example";

    private Optional<String> find(String principalName) {
        return psa().contact(stage().mapping().psaCompany(), new EventUser(null, principalName));
    }

    @Test
    void theContactWithTheUsersAddressIsFoundWhateverItsCase() {
        String contact = stage().createContact(stage().mapping(), MAIL);
        stage().createContact(stage().mapping(), "other@acme.example");
        assertThat(find(MAIL)).contains(contact);
        assertThat(find("jo.doe@ACME.example")).contains(contact);
    }

    @Test
    void theCompanysIdIsAsGoodAsItsName() {
        String contact = stage().createContact(stage().mapping(), MAIL);
        TicketSnapshot ticket = created();
        assertThat(psa().contact(String.valueOf(ticket.company()), new EventUser(null, MAIL)))
                .contains(contact);
    }

    @Test
    void anotherCompanysContactIsNeverGiven() {
        stage().createContact(stage().otherMapping(), MAIL);
        assertThat(find(MAIL)).isEmpty();
        String own = stage().createContact(stage().mapping(), MAIL);
        assertThat(find(MAIL)).contains(own);
    }

    @Test
    void betweenTwoNoneIsGuessed() {
        stage().createContact(stage().mapping(), MAIL);
        String second = stage().createContact(stage().mapping(), MAIL.toUpperCase(java.util.Locale.ROOT));
        assertThat(find(MAIL)).isEmpty();
        stage().deactivateContact(second);
        assertThat(find(MAIL)).isPresent();
    }

    @Test
    void anInactiveContactIsNone() {
        stage().deactivateContact(stage().createContact(stage().mapping(), MAIL));
        assertThat(find(MAIL)).isEmpty();
    }

    @Test
    void onlyTheWholeAddressCounts() {
        stage().createContact(stage().mapping(), MAIL);
        for (String near : new String[] {
            "doe@acme.example", "Jo.Doe@acme.exampl", "Jo_Doe@acme.example", "*", "%@acme.example", "*@acme.example"
        }) {
            assertThat(find(near)).as(near).isEmpty();
        }
    }

    @Test
    void aUserWithoutAnAddressIsNobodyAndAsksNothing() {
        stage().createContact(stage().mapping(), MAIL);
        String company = stage().mapping().psaCompany();
        assertThat(inRequests(0, () -> psa().contact(company, new EventUser("0b7e", null))))
                .isEmpty();
        assertThat(inRequests(0, () -> psa().contact(company, new EventUser(null, "ACME\\jo"))))
                .isEmpty();
    }

    @Test
    void anAddressThatNoSearchCanHoldIsNobodys() {
        assertThat(find("o'br\"ien@acme.example")).isEmpty();
        String contact = stage().createContact(stage().mapping(), "o'brien@acme.example");
        assertThat(find("o'brien@acme.example")).contains(contact);
    }

    @Test
    void aCompanyThatIsNotThereHasNobody() {
        stage().createContact(stage().mapping(), MAIL);
        assertThat(psa().contact("No such company", new EventUser(null, MAIL))).isEmpty();
    }
}
