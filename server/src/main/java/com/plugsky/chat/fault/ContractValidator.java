package com.plugsky.chat.fault;

import com.plugsky.contract.model.ChatCompletionRequest;
import jakarta.validation.MessageInterpolator;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.Size;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.HibernateValidatorConfiguration;
import org.hibernate.validator.cfg.ConstraintMapping;

/** Makes the validator of the generated types: it stops at the first violation, writes no texts and counts characters. */
public final class ContractValidator {

    private ContractValidator() {}

    /** The bounded members of a request by their Java names, in the order of the contract. */
    public static List<String> properties(Validator validator) {
        var bounded = validator.getConstraintsForClass(ChatCompletionRequest.class);
        return Arrays.stream(ChatCompletionRequest.class.getDeclaredFields())
                .map(Field::getName)
                .filter(name -> bounded.getConstraintsForProperty(name) != null)
                .toList();
    }

    /** A validator that lives as long as the server. */
    public static Validator create() {
        HibernateValidatorConfiguration configuration =
                Validation.byProvider(HibernateValidator.class).configure();
        ConstraintMapping sizes = configuration.createConstraintMapping();
        sizes.constraintDefinition(Size.class)
                .includeExistingValidators(false)
                .validatedBy(SizeCheck.OfText.class)
                .validatedBy(SizeCheck.OfItems.class)
                .validatedBy(SizeCheck.OfMembers.class);
        return configuration
                .ignoreXmlConfiguration()
                .failFast(true)
                .messageInterpolator(new NoText())
                .traversableResolver(new WholeBean())
                .addMapping(sizes)
                .buildValidatorFactory()
                .getValidator();
    }

    /** Messages are ours: the stock texts would be put together for each violation and thrown away. */
    private static final class NoText implements MessageInterpolator {
        @Override
        public String interpolate(String template, Context context) {
            return template;
        }

        @Override
        public String interpolate(String template, Context context, Locale locale) {
            return template;
        }
    }
}
