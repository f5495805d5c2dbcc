LoraTrain.main()
