"""What a terminal shows. Pure: values in, rich renderables out; knows no screen and no width."""
